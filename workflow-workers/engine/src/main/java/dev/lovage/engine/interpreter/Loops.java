package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Loop;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Place.Prev;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Runs a body turn by turn; of the turns that are over only the last value is left.
final class Loops {
    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;

    /// Where a loop stands before a turn.
    ///
    /// @param index of that turn
    /// @param value what came in, then the last turn's
    record Turn(int index, Prev value) {
        Turn next(Prev made) {
            return new Turn(index + 1, made);
        }

        Turn last() {
            return new Turn(index - 1, value);
        }

        /// As it travels to a new history of the run.
        Map<String, @Nullable Object> json() {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("index", (long) index);
            json.put("given", value.given());
            json.put("value", value.value());
            return json;
        }

        static Turn read(Map<?, ?> json) {
            var index = json.get("index") instanceof Number number ? number.intValue() : 0;
            var given = Boolean.TRUE.equals(json.get("given"));
            return new Turn(index, new Prev(given, json.get("value")));
        }
    }

    Loops(Steps steps, Stage stage, Memory memory, Filler filler) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
    }

    void run(Loop loop, Place at, Consumer<Outcome> then) {
        var kept = memory.turn(at.path());
        var turn = kept instanceof Map<?, ?> json ? Turn.read(json) : new Turn(0, at.prev());
        goOn(loop, turn, at, then);
    }

    private void goOn(Loop loop, Turn turn, Place at, Consumer<Outcome> then) {
        boolean goesOn;
        try {
            goesOn = goesOn(loop, turn, at);
        } catch (NotFilledException e) {
            then.accept(Stage.notFilled(at.path(), e));
            return;
        }
        if (!goesOn) {
            var value = turn.value();
            then.accept(value.given() ? new Done(value.value()) : Passed.THROUGH);
        } else if (turn.index() == loop.max()) {
            then.accept(tooMany(loop, at));
        } else {
            breathe(loop, turn, at, then);
        }
    }

    /// Between two turns a run may go on in a new history, with the last value alone. Where steps
    /// are undone, it takes along what all turns have done.
    private void pass(Loop loop, Turn turn, Place at, Consumer<Outcome> then) {
        if (at.undos().equals(UndoLog.NONE)) {
            memory.turns(at.path(), turn.json());
        }
        stage.pass(at, () -> take(loop, turn, at, then), then);
    }

    private boolean goesOn(Loop loop, Turn turn, Place at) {
        return switch (loop.asked()) {
            case WHILE -> filler.holds(loop.condition(), seeing(loop, turn, at), "`while`");
            case UNTIL ->
                    turn.index() == 0
                            || !filler.holds(
                                    loop.condition(), seeing(loop, turn.last(), at), "`until`");
        };
    }

    private static Place seeing(Loop loop, Turn turn, Place at) {
        var here = at.after(turn.value());
        var as = loop.as();
        if (as == null) {
            return here;
        }
        var known = new LinkedHashMap<String, @Nullable Object>();
        known.put("index", (long) turn.index());
        known.put("value", turn.value().value());
        return here.seeing(as, Collections.unmodifiableMap(known));
    }

    /// In between the worker has its say.
    private void breathe(Loop loop, Turn turn, Place at, Consumer<Outcome> then) {
        stage.breathe(
                at,
                outcome -> {
                    if (outcome instanceof Failed stopped) {
                        then.accept(stopped);
                    } else {
                        pass(loop, turn, at, then);
                    }
                });
    }

    private void take(Loop loop, Turn turn, Place at, Consumer<Outcome> then) {
        steps.take(
                loop.body(),
                seeing(loop, turn, at).below(new Segment.Turn(turn.index())),
                outcome -> {
                    switch (outcome) {
                        case Done(var value) -> goOn(loop, turn.next(Prev.of(value)), at, then);
                        case Passed _ -> goOn(loop, turn.next(turn.value()), at, then);
                        case Failed failed -> then.accept(failed);
                    }
                });
    }

    private static Failed tooMany(Loop loop, Place at) {
        return Outcome.failed(
                ErrorCode.LOOP_LIMIT,
                at.path(),
                "After %d turns, its `max`, the loop would go on".formatted(loop.max()));
    }
}
