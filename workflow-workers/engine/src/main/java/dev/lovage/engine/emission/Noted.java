package dev.lovage.engine.emission;

import dev.lovage.events.StepChange.Work;

/// A transition with the workflow task in which it happened.
///
/// @param task event id of the start of that workflow task: the same again in every replay
/// @param bytes it takes, about
/// @param standing of the run after it
public record Noted(long task, int bytes, Transition transition, Standing standing) {
    long seq() {
        return transition.seq();
    }

    /// This, or with other work if it is the step at that place.
    public Noted amended(long place, Work work) {
        return seq() == place && transition instanceof Transition.Moved(var step)
                ? new Noted(task, bytes, new Transition.Moved(step.with(work)), standing)
                : this;
    }
}
