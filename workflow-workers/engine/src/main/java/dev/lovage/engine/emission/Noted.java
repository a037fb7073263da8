package dev.lovage.engine.emission;

/// A transition with the workflow task in which it happened.
///
/// @param task event id of the start of that workflow task: the same again in every replay
/// @param bytes it takes, about
public record Noted(long task, int bytes, Transition transition) {
    long seq() {
        return transition.seq();
    }
}
