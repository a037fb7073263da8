package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Signals;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Holds a run until it is told to go on, or its pause is over.
final class Pauses {
    private static final int REMEMBERED = 100;

    private final Stage stage;
    private final SequencedSet<String> heard;
    private Runnable alarm = () -> {};
    private boolean paused;

    /// @param heard ids of orders in histories before
    Pauses(Stage stage, List<String> heard) {
        this.stage = stage;
        this.heard = new LinkedHashSet<>(heard);
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    /// A later one takes the place of the one before; one that is over already is none.
    void pause(Signals.Pause order, @Nullable Instant until) {
        if (!isNew(order.id()) || (until != null && !until.isAfter(stage.now()))) {
            return;
        }
        alarm.run();
        alarm = () -> {};
        paused = true;
        stage.hold();
        stage.paused(order.reason());
        stage.tell(order);
        if (until != null) {
            alarm = stage.bell("pause", until, this::goOn);
        }
    }

    void resume(Signals.Resume order) {
        if (isNew(order.id()) && paused) {
            stage.tell(order);
            goOn();
        }
    }

    private void goOn() {
        if (paused) {
            end();
            stage.goOn();
        }
    }

    /// There is no pause any more; whoever says so sees to what was held back.
    void end() {
        if (paused) {
            paused = false;
            alarm.run();
            alarm = () -> {};
            stage.paused(null);
        }
    }

    private boolean isNew(String id) {
        boolean added = heard.add(id);
        if (heard.size() > REMEMBERED) {
            heard.removeFirst();
        }
        return added;
    }
}
