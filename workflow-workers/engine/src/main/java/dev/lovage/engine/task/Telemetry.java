package dev.lovage.engine.task;

import dev.lovage.events.AttemptEvent;

/// Takes what attempts say to those who look at their run. It is told on the attempt's own thread,
/// so it must not block; what it has no room for it drops.
public interface Telemetry {
    /// The name of the worker that speaks.
    String worker();

    void tell(AttemptEvent event);
}
