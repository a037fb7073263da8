package dev.lovage.chaos;

/// A fault cannot be brought about on this machine, and that is no fault of the platform.
final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;

    Impossible(String why) {
        super(why);
    }
}
