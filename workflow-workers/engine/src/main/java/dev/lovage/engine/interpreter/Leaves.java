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
    private final Filler filler;
    private final Replacements replacements;

    Leaves(Stage stage, Filler filler, Replacements replacements) {
        this.stage = stage;
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
        stage.call(
                step, at, (canvas, end) -> replacements.run(call, at, readyAt, canvas, end), then);
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
        var work = new Work.Timer(until);
        if (!until.isAfter(stage.now())) {
            then.accept(stage.ended(at, work, Passed.THROUGH));
            return;
        }
        stage.open(at, StepState.WAITING, work);
        stage.pause(at, until, outcome -> then.accept(stage.ended(at, work, outcome)));
    }
}
