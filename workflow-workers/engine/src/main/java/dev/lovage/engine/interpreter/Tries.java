package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Try;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Place.Prev;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What happens when a body fails: what it did is undone, the error is caught, and at last comes
/// what comes in any case.
final class Tries {
    private final Steps steps;
    private final Shelter shelter;

    Tries(Steps steps, Shelter shelter) {
        this.steps = steps;
        this.shelter = shelter;
    }

    void run(Try node, Place at, Consumer<Outcome> then) {
        Consumer<Outcome> end = outcome -> last(node.last(), at, outcome, then);
        if (!node.compensate()) {
            steps.take(node.body(), body(at), outcome -> caught(node, at, outcome, end));
            return;
        }
        var log = new UndoLog.Kept();
        steps.take(
                node.body(),
                body(at).noting(log),
                outcome -> {
                    if (outcome instanceof Failed failed) {
                        undo(log, failed, undone -> caught(node, at, undone, end));
                    } else {
                        log.handTo(at.undos());
                        end.accept(Containers.whole(outcome));
                    }
                });
    }

    private static Place body(Place at) {
        return at.below(new Segment.Tried());
    }

    /// One at a time, the newest first; one that fails does not keep the others from it.
    private void undo(UndoLog.Kept log, Failed failed, Consumer<Outcome> then) {
        var scope = shelter.open();
        undo(
                log,
                scope,
                new ArrayList<>(),
                notUndone -> {
                    scope.leave();
                    then.accept(notUndone.isEmpty() ? failed : with(failed, notUndone));
                });
    }

    private void undo(
            UndoLog.Kept log,
            Cancellation scope,
            List<String> notUndone,
            Consumer<List<String>> then) {
        var undo = log.newest();
        if (undo == null) {
            then.accept(notUndone);
            return;
        }
        steps.take(
                undo.node(),
                undo.at().in(scope),
                outcome -> {
                    if (outcome instanceof Failed) {
                        notUndone.add(undo.at().path());
                    }
                    undo(log, scope, notUndone, then);
                });
    }

    private static Failed with(Failed failed, List<String> notUndone) {
        var failure = failed.failure();
        var details = new LinkedHashMap<String, @Nullable Object>();
        switch (failure.details()) {
            case null -> {}
            case Map<?, ?> map ->
                    map.forEach((key, value) -> details.put(String.valueOf(key), value));
            case Object other -> details.put("details", other);
        }
        details.put("undoFailed", List.copyOf(notUndone));
        return new Failed(
                new Failure(
                        failure.code(),
                        failure.type(),
                        failure.message(),
                        failure.task(),
                        failure.path(),
                        failure.attempt(),
                        failure.retryable(),
                        details));
    }

    /// When all around was told to stop, that is the error; it goes on whatever a catch makes of
    /// it.
    private void caught(Try node, Place at, Outcome outcome, Consumer<Outcome> then) {
        if (!(outcome instanceof Failed raised)) {
            then.accept(Containers.whole(outcome));
            return;
        }
        boolean stopped = at.scope().requested();
        var failed = stopped ? at.scope().stopped(at.path(), raised) : raised;
        int which = which(node.catches(), failed.failure());
        if (which < 0) {
            then.accept(failed);
            return;
        }
        var scope = stopped ? shelter.open() : at.scope();
        var place =
                at.below(new Segment.Caught(which))
                        .in(scope)
                        .after(Prev.NOTHING)
                        .seeing("error", FailureValue.of(failed.failure()));
        steps.take(
                node.catches().get(which).body(),
                place,
                end -> {
                    if (stopped) {
                        scope.leave();
                        then.accept(failed);
                    } else {
                        then.accept(place.settled(Containers.whole(end)));
                    }
                });
    }

    private static int which(List<Canvas.Catch> catches, Failure failure) {
        for (int i = 0; i < catches.size(); i++) {
            if (takes(catches.get(i).on(), failure)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean takes(@Nullable List<String> on, Failure failure) {
        return on == null
                ? !failure.code().equals(ErrorCode.CANCELLED.name())
                        && !failure.code().equals(ErrorCode.RUN_TIMEOUT.name())
                : on.contains(failure.code()) || on.contains(failure.type());
    }

    /// Runs whatever happened. Its own failure counts only where there is no other.
    void last(@Nullable Canvas node, Place at, Outcome outcome, Consumer<Outcome> then) {
        if (node == null) {
            then.accept(outcome);
            return;
        }
        var scope = shelter.open();
        var place = at.below(new Segment.Last()).in(scope).after(Prev.NOTHING);
        steps.take(
                node,
                place,
                end -> {
                    scope.leave();
                    then.accept(
                            end instanceof Failed && !(outcome instanceof Failed) ? end : outcome);
                });
    }
}
