package dev.lovage.engine;

/// How often a call was attempted, over all its dispatches.
///
/// @param made all there were
/// @param spent those that count: one that was lost does not
/// @param most that count
record Attempts(int made, int spent, int most) {
    static Attempts of(int most) {
        return new Attempts(0, 0, most);
    }

    /// A dispatch can always be made.
    int left() {
        return Math.max(1, most - spent);
    }

    boolean exhausted() {
        return spent >= most;
    }

    /// A dispatch ended in its attempt `last`, which was lost.
    Attempts lost(int last) {
        return new Attempts(made + last, spent + last - 1, most);
    }

    /// A dispatch failed in its attempt `last`.
    Attempts failed(int last) {
        return new Attempts(made + last, spent + last, most);
    }
}
