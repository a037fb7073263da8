package dev.lovage.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was told to stop at one moment: what has not when the time is over is abandoned.
final class Grace {
    /// Work that was told to stop.
    interface Told {
        /// It did not stop in time: the run goes on without it.
        void abandon();
    }

    private final Set<Told> told = new LinkedHashSet<>();
    private Runnable timer = () -> {};

    void begin(Runnable cancelTimer) {
        timer = cancelTimer;
    }

    void add(Told work) {
        told.add(work);
    }

    void remove(Told work) {
        if (told.remove(work) && told.isEmpty()) {
            timer.run();
        }
    }

    void over() {
        List.copyOf(told).forEach(Told::abandon);
    }
}
