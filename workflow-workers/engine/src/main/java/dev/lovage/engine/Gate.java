package dev.lovage.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where that waits which would be dispatched again while the run is paused.
final class Gate {
    private final Set<Runnable> held = new LinkedHashSet<>();
    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    /// Keeps it until the gate opens.
    ///
    /// @return takes it back
    Runnable hold(Runnable dispatch) {
        held.add(dispatch);
        return () -> held.remove(dispatch);
    }

    void close() {
        closed = true;
    }

    void open() {
        closed = false;
        var all = List.copyOf(held);
        held.clear();
        all.forEach(Runnable::run);
    }
}
