package dev.lovage.engine.interpreter;

import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a cancel reaches: the work in flight in a part of the canvas, and the parts below.
///
/// The interpreter's own, because a cancellation scope of Temporal belongs to the thread that
/// opened it, and a continuation runs on another.
final class Cancellation {
    private final Set<Runnable> reach = new LinkedHashSet<>();
    private final Cancellation root;
    private final Runnable leave;
    private @Nullable ErrorCode why;

    Cancellation() {
        this.root = this;
        this.leave = () -> {};
    }

    private Cancellation(Cancellation outer) {
        Runnable request = () -> request(outer.reason());
        this.root = outer.root;
        this.why = outer.why;
        this.leave = () -> outer.reach.remove(request);
        outer.reach.add(request);
    }

    Cancellation inner() {
        return new Cancellation(this);
    }

    /// The outermost one around.
    Cancellation root() {
        return root;
    }

    /// This part is over.
    void leave() {
        leave.run();
    }

    boolean requested() {
        return why != null;
    }

    /// Whether there is something that a cancel would reach.
    boolean reaches() {
        return !reach.isEmpty();
    }

    /// The first reason counts.
    void request(ErrorCode because) {
        if (why == null) {
            why = because;
            List.copyOf(reach).forEach(Runnable::run);
        }
    }

    /// What becomes of a step here that has not ended.
    Failed stopped(String path) {
        return reason() == ErrorCode.RUN_TIMEOUT
                ? Outcome.failed(ErrorCode.RUN_TIMEOUT, path, "The run's `runTimeout` was over")
                : Outcome.cancelled(path);
    }

    /// What became of a step here that failed: whatever it was, it was told to stop.
    Failed stopped(String path, Failed failed) {
        return failed.is(reason()) ? failed : stopped(path);
    }

    private ErrorCode reason() {
        return why == null ? ErrorCode.CANCELLED : why;
    }

    void add(Runnable cancel) {
        reach.add(cancel);
    }

    void remove(Runnable cancel) {
        reach.remove(cancel);
    }
}
