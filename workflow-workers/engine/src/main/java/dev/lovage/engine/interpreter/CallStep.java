package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Options;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One call that is ready: where it goes, how persistently, and with what.
///
/// @param queue as on the wire
/// @param options with nothing left open but `timeout.total` and `timeout.soft`
/// @param inline it may be made in the worker that interprets the run
/// @param expiresAt it must have started by then
public record CallStep(
        String path,
        String task,
        String queue,
        Options options,
        boolean inline,
        Arguments arguments,
        @Nullable Instant expiresAt) {

    /// What goes over the wire.
    ///
    /// @param named the only one is the object of the named arguments
    public record Arguments(List<@Nullable Object> values, boolean named) {
        public static final Arguments NONE = new Arguments(List.of(), false);

        public Arguments {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    CallStep with(Arguments filled, @Nullable Instant expiry) {
        return new CallStep(path, task, queue, options, inline, filled, expiry);
    }

    /// What it does, as long as it is not scheduled.
    public Work work() {
        return new Work.Task(task, queue, null);
    }
}
