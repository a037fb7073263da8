package dev.lovage.engine;

import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What the engine itself says of a call that did not come to its end.
///
/// @param made attempts there were
record CallFailures(CallStep step, int made) {

    /// Nobody there serves it, so it waits.
    Failure notServed() {
        var message = "no worker on `%s` serves %s".formatted(step.queue(), step.task());
        return of(ErrorCode.NO_HANDLER, message, made, true, null);
    }

    /// Its worker did not stop when it was told to.
    Failure abandoned() {
        return of(
                ErrorCode.CANCELLED,
                "Abandoned: it did not stop in time after it was told to",
                made + 1,
                false,
                Map.of("abandoned", true));
    }

    /// Why nobody took it.
    String notTaken(boolean expired) {
        var until = expired ? "before it expired" : "within " + step.options().timeout().queue();
        return "No worker on `%s` took it %s".formatted(step.queue(), until);
    }

    private Failure of(
            ErrorCode code, String message, int attempt, boolean retryable, @Nullable Object more) {
        return new Failure(
                code.name(),
                code.name(),
                message,
                step.task(),
                step.path(),
                attempt,
                retryable,
                more);
    }
}
