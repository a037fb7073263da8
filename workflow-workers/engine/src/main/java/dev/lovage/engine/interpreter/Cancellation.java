package dev.lovage.engine.interpreter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a cancel reaches: the work in flight in a part of the canvas, and the parts below.
///
/// The interpreter's own, because a cancellation scope of Temporal belongs to the thread that
/// opened it, and a continuation runs on another.
final class Cancellation {
    private final Set<Runnable> reach = new LinkedHashSet<>();
    private final Runnable leave;
    private boolean requested;

    Cancellation() {
        this.leave = () -> {};
    }

    private Cancellation(Cancellation outer) {
        Runnable request = this::request;
        this.requested = outer.requested;
        this.leave = () -> outer.reach.remove(request);
        outer.reach.add(request);
    }

    Cancellation inner() {
        return new Cancellation(this);
    }

    /// This part is over.
    void leave() {
        leave.run();
    }

    boolean requested() {
        return requested;
    }

    void request() {
        if (!requested) {
            requested = true;
            List.copyOf(reach).forEach(Runnable::run);
        }
    }

    void add(Runnable cancel) {
        reach.add(cancel);
    }

    void remove(Runnable cancel) {
        reach.remove(cancel);
    }
}
