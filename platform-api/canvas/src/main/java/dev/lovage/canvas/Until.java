package dev.lovage.canvas;

import java.time.Duration;

/// When a pause is over: what `wait`, `countdown` and `eta` say.
public sealed interface Until {

    /// So long after the step became ready.
    record After(Duration delay) implements Until {}

    /// So long after the step became ready, as a text like `10m` that is made only then.
    record Computed(Template delay) implements Until {}

    /// A moment, as an ISO-8601 text with a zone or offset; one that has passed is no pause.
    record At(Template moment) implements Until {}
}
