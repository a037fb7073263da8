package dev.lovage.console.access;

/// Who may open a view.
sealed interface Entrance {
    record Anyone() implements Entrance {}

    record SignedIn() implements Entrance {}

    record Holder(String permission) implements Entrance {}

    record Nobody() implements Entrance {}
}
