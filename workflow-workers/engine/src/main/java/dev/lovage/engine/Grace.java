package dev.lovage.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The calls that were told to stop at one moment: those that have not when the time is over are
/// abandoned.
final class Grace {
    private final Set<Dispatch> told = new LinkedHashSet<>();
    private Runnable timer = () -> {};

    void begin(Runnable cancelTimer) {
        timer = cancelTimer;
    }

    void add(Dispatch call) {
        told.add(call);
    }

    void remove(Dispatch call) {
        if (told.remove(call) && told.isEmpty()) {
            timer.run();
        }
    }

    void over() {
        List.copyOf(told).forEach(Dispatch::abandon);
    }
}
