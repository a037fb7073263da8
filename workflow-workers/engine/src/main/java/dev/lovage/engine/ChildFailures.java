package dev.lovage.engine;

import dev.lovage.engine.interpreter.FlowStep;
import dev.lovage.engine.interpreter.JsonSize;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what Temporal says about a child that did not succeed: the step fails with `CHILD_FAILED`,
/// and with the code of the child's own error as its type, so that a `catch` may name either.
final class ChildFailures {
    private static final int MAX_DETAIL_BYTES = 8 * 1024;

    private ChildFailures() {}

    /// @param told that it was to stop
    static Outcome of(FlowStep step, RuntimeException error, boolean told) {
        var cause = error instanceof ChildWorkflowFailure ? error.getCause() : error;
        return switch (cause) {
            case CanceledFailure _ when told ->
                    Outcome.failed(ErrorCode.CANCELLED, step.path(), "Its run was told to stop");
            case CanceledFailure _ ->
                    failed(step, RunState.CANCELLED.name(), "was cancelled", null);
            case TerminatedFailure _ ->
                    failed(step, RunState.TERMINATED.name(), "was terminated", null);
            case TimeoutFailure _ ->
                    failed(step, ErrorCode.RUN_TIMEOUT.name(), "ran out of its `runTimeout`", null);
            case ApplicationFailure raised -> {
                var type = raised.getType() == null ? "Error" : raised.getType();
                yield failed(step, type, "failed: " + raised.getOriginalMessage(), told(raised));
            }
            case null, default ->
                    failed(
                            step,
                            ErrorCode.CHILD_FAILED.name(),
                            "could not be started: " + error.getMessage(),
                            null);
        };
    }

    private static Failed failed(FlowStep step, String type, String what, @Nullable Object own) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("run", step.run());
        details.put("error", own);
        return new Failed(
                new Failure(
                        ErrorCode.CHILD_FAILED.name(),
                        type,
                        "The run %s %s".formatted(step.run(), what),
                        null,
                        step.path(),
                        0,
                        false,
                        details));
    }

    /// The child's own error; its details only where they are small.
    private static @Nullable Object told(ApplicationFailure raised) {
        if (!(detail(raised) instanceof Map<?, ?> map)) {
            return null;
        }
        var error = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> error.put(String.valueOf(key), value));
        long size = JsonSize.of(error.get("details"));
        if (size > MAX_DETAIL_BYTES) {
            error.put("details", Map.of("omitted", size));
        }
        return error;
    }

    private static @Nullable Object detail(ApplicationFailure raised) {
        try {
            var details = raised.getDetails();
            return details.getSize() == 0 ? null : details.get(0, Object.class);
        } catch (DataConverterException e) {
            return null;
        }
    }
}
