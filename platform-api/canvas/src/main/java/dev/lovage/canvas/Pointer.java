package dev.lovage.canvas;

/// JSON pointers (RFC 6901) as text.
public final class Pointer {
    static final String ROOT = "";

    private Pointer() {}

    /// To the member of this name.
    public static String of(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// To the item at this place.
    public static String of(String parent, int place) {
        return parent + "/" + place;
    }
}
