package dev.lovage.canvas;

/// JSON pointers (RFC 6901) as text.
final class Pointer {
    static final String ROOT = "";

    private Pointer() {}

    static String of(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    static String of(String parent, int place) {
        return parent + "/" + place;
    }
}
