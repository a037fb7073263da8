package dev.lovage.console.look;

/// What came of asking the api: what was asked for, or why not.
public sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Refused<T>(RuntimeException problem) implements Answer<T> {}
}
