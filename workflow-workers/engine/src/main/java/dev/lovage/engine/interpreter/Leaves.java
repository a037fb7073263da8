package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Value;
import dev.lovage.canvas.Canvas.Wait;
import dev.lovage.canvas.Template;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/// The steps in which nothing else stands: a call, a value, a wait.
final class Leaves {
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;
    private final Replacements replacements;

    Leaves(Stage stage, Memory memory, Filler filler, Replacements replacements) {
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
        this.replacements = replacements;
    }

    void call(Call call, Place at, @Nullable Instant expiry, Consumer<Outcome> then) {
        var step = filler.addressed(call, at);
        try {
            step = filler.chosen(call, at);
            step = step.with(filler.arguments(call, at), expiry);
        } catch (NotFilledException e) {
            then.accept(stage.ended(at, step.work(), Stage.notFilled(at.path(), e)));
            return;
        }
        var readyAt = stage.now();
        var canvas = memory.replaced(at.path());
        if (canvas == null) {
            stage.call(
                    step,
                    at,
                    (answer, end) -> replacements.run(call, at, readyAt, answer, end),
                    then);
        } else {
            var work = step.work();
            replacements.run(
                    call,
                    at,
                    readyAt,
                    canvas,
                    outcome -> then.accept(stage.ended(at, work, outcome)));
        }
    }

    void value(Value value, Place at, Consumer<Outcome> then) {
        then.accept(stage.ended(at, new Work.Pure(), made(value.value(), at, at.path())));
    }

    /// What a template gives; `path` is where it failed if it gives nothing.
    Outcome made(Template template, Place at, String path) {
        try {
            return Stage.fitting(path, new Done(filler.value(template, at)));
        } catch (NotFilledException e) {
            return Stage.notFilled(path, e);
        }
    }

    void wait(Wait wait, Place at, Consumer<Outcome> then) {
        Instant until;
        try {
            until = filler.moment(wait.until(), at, stage.now());
        } catch (NotFilledException e) {
            then.accept(stage.ended(at, new Work.Timer(null), Stage.notFilled(at.path(), e)));
            return;
        }
        var end = memory.begins(at.path(), until);
        var work = new Work.Timer(end);
        if (!end.isAfter(stage.now())) {
            then.accept(stage.ended(at, work, Passed.THROUGH));
            return;
        }
        if (memory.hasBegun(at.path())) {
            stage.goesOn(at, StepState.WAITING, work);
        } else {
            stage.open(at, StepState.WAITING, work);
        }
        stage.pause(at, end, outcome -> then.accept(stage.ended(at, work, outcome)));
    }
}
