package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Await;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What an await takes. Only the run itself knows that of one in a canvas with which a task
/// answered; of all others it was checked before the run was told.
record AnswerForm(@Nullable InputSchema schema) {
    static AnswerForm of(Await node, String path) {
        boolean unknown =
                Paths.parse(path).stream()
                        .flatMap(List::stream)
                        .anyMatch(Segment.Replaced.class::isInstance);
        return new AnswerForm(
                unknown && !node.form().isEmpty() ? InputSchema.of(node.form()) : null);
    }

    /// The value with the form's defaults filled in.
    ///
    /// @throws NotFilledException when it misses the form
    @Nullable Object filled(Signal signal) {
        if (schema == null) {
            return signal.value();
        }
        try {
            return schema.fill(signal.value());
        } catch (InvalidCanvasException e) {
            throw new NotFilledException(
                    ErrorCode.INPUT_INVALID,
                    "The signal `%s` is dropped, as it does not match the form: %s"
                            .formatted(signal.name(), e.getMessage()),
                    Map.of("errors", Flows.shown(e.flaws())));
        }
    }

    /// Why it waits on.
    static Failed dropped(String path, NotFilledException why) {
        return Outcome.failed(why.code(), path, String.valueOf(why.getMessage()), why.details());
    }
}
