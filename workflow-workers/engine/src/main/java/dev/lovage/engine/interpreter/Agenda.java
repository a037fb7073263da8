package dev.lovage.engine.interpreter;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/// What is ready to go on in a run: one after the other and never one within another, so that the
/// stack is as deep as the canvas is nested, and not as long as it is. While it is held, all waits.
final class Agenda {
    /// What goes on without a pause, before the worker has to think of its other runs.
    private static final int LONG = 5_000;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final Supplier<List<Runnable>> others;
    private final Runnable settled;
    private boolean working;
    private boolean held;
    private int done;

    /// @param others asked when nothing is ready any more: what goes on nevertheless
    /// @param settled told when nothing goes on, until something comes from outside
    Agenda(Supplier<List<Runnable>> others, Runnable settled) {
        this.others = others;
        this.settled = settled;
    }

    /// Comes after all that is ready already.
    void add(Runnable next) {
        ready.add(next);
    }

    /// Comes before it.
    void addFirst(Runnable next) {
        ready.addFirst(next);
    }

    /// Works off all that is ready and becomes so meanwhile; who is at work already does it.
    void work() {
        if (working) {
            return;
        }
        working = true;
        done = 0;
        try {
            do {
                workOff();
            } while (!held && ready.addAll(others.get()));
        } finally {
            working = false;
        }
        settled.run();
    }

    private void workOff() {
        while (!held && !ready.isEmpty()) {
            ready.remove().run();
            done++;
        }
    }

    /// From now on all that is ready has to wait.
    void hold() {
        held = true;
    }

    /// Goes on with all that was held back.
    void goOn() {
        held = false;
        work();
    }

    boolean isHeld() {
        return held;
    }

    /// Nothing waits for its turn, or to go on.
    boolean isQuiet() {
        return !held && ready.isEmpty();
    }

    /// So much happened since something came from outside that it is the turn of other runs.
    boolean isLong() {
        return done >= LONG;
    }
}
