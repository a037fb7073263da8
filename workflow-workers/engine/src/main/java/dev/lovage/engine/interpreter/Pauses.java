package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Signals;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Holds a run until it is told to go on, or its pause is over.
final class Pauses {
    private static final int REMEMBERED = 100;

    private final Stage stage;
    private final SequencedSet<String> heard = new LinkedHashSet<>();
    private Runnable alarm = () -> {};
    private boolean paused;

    Pauses(Stage stage) {
        this.stage = stage;
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
        if (until != null) {
            alarm = stage.bell("pause", until, this::goOn);
        }
    }

    void resume(Signals.Resume order) {
        if (isNew(order.id())) {
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
