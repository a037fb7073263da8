package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Place.Prev;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What runs beside all else once a step has its outcome: it delays and changes nothing, but the
/// run does not close before it has ended.
final class Callbacks {
    private final Steps steps;
    private Runnable whenAllEnded = () -> {};
    private int open;

    Callbacks(Steps steps) {
        this.steps = steps;
    }

    /// Only the end of the run stops them, not that of what is around the step.
    void start(Canvas.Callbacks callbacks, Place step, Outcome outcome) {
        var at = step.in(step.scope().root()).noting(UndoLog.NONE);
        switch (outcome) {
            case Done(var value) -> succeeded(callbacks.onSuccess(), at, value);
            case Passed(var skipped) when skipped -> {}
            case Passed _ -> succeeded(callbacks.onSuccess(), at, at.prev().value());
            case Failed(var failure) -> {
                var seeing = at.after(Prev.NOTHING);
                for (int i = 0; i < callbacks.onError().size(); i++) {
                    begin(
                            callbacks.onError().get(i),
                            seeing.below(new Segment.OnError(i))
                                    .seeing("error", FailureValue.of(failure)));
                }
            }
        }
    }

    private void succeeded(List<Canvas> callbacks, Place at, @Nullable Object value) {
        for (int i = 0; i < callbacks.size(); i++) {
            begin(
                    callbacks.get(i),
                    at.below(new Segment.OnSuccess(i)).after(value).seeing("result", value));
        }
    }

    private void begin(Canvas callback, Place at) {
        open++;
        steps.take(
                callback,
                at,
                _ -> {
                    open--;
                    if (open == 0) {
                        whenAllEnded.run();
                    }
                });
    }

    boolean haveEnded() {
        return open == 0;
    }

    /// Goes on once there are none, at once if so.
    void whenAllEnded(Runnable then) {
        if (open == 0) {
            then.run();
        } else {
            whenAllEnded = then;
        }
    }
}
