package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Policy;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// The members of a group or map at work: so many at once, one outcome each, in order.
final class Members {
    /// Sets a member going; never ends it before it returns. Only a skipped one has no value.
    interface Launch {
        void member(int index, Place at, Consumer<Outcome> done);
    }

    private final @Nullable Outcome[] outcomes;
    private final Canvas.Fan fan;
    private final Place at;
    private final Cancellation scope;
    private final Launch launch;
    private final Consumer<Outcome> then;
    private final Function<List<@Nullable Object>, Object> shape;
    private int launched;
    private int ended;
    private @Nullable Failed first;

    Members(
            int size,
            Canvas.Fan fan,
            Place at,
            Launch launch,
            Function<List<@Nullable Object>, Object> shape,
            Consumer<Outcome> then) {
        this.outcomes = new @Nullable Outcome[size];
        this.fan = fan;
        this.at = at;
        this.scope = at.scope().inner();
        this.launch = launch;
        this.shape = shape;
        this.then = then;
    }

    /// Launches what may be launched now, and ends when there is nothing left to wait for.
    void go() {
        while (launched < outcomes.length
                && launched - ended < fan.concurrency()
                && !scope.requested()) {
            int index = launched++;
            launch.member(index, at.in(scope), outcome -> ended(index, outcome));
        }
        if (ended == launched) {
            scope.leave();
            then.accept(sum());
        }
    }

    private void ended(int index, Outcome outcome) {
        outcomes[index] = outcome;
        ended++;
        if (outcome instanceof Failed failed && first == null) {
            first = failed;
            if (fan.policy() == Policy.FAIL_FAST) {
                scope.request(ErrorCode.CANCELLED);
            }
        }
        go();
    }

    private Outcome sum() {
        if (at.scope().requested() && (first != null || launched < outcomes.length)) {
            return at.scope().stopped(at.path());
        }
        if (first != null && fan.policy() == Policy.FAIL_FAST) {
            return first;
        }
        var values = new ArrayList<@Nullable Object>(outcomes.length);
        for (var outcome : outcomes) {
            switch (outcome) {
                case Done(var value) -> values.add(well(value));
                case Passed _ -> values.add(skipped());
                case Failed failed when fan.policy() == Policy.COLLECT ->
                        values.add(Map.of("error", FailureValue.of(failed.failure())));
                case Failed failed -> {
                    return failed;
                }
                case null ->
                        throw new IllegalStateException(
                                "A member of " + at.path() + " has not ended");
            }
        }
        return new Done(shape.apply(values));
    }

    private @Nullable Object well(@Nullable Object value) {
        return fan.policy() == Policy.COLLECT ? Collections.singletonMap("value", value) : value;
    }

    private @Nullable Object skipped() {
        return fan.policy() == Policy.COLLECT ? Map.of("skipped", true) : null;
    }
}
