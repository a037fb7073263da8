package dev.lovage.engine.interpreter;

import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

/// How a step, or the whole run, ended.
public sealed interface Outcome {
    record Done(@Nullable Object value) implements Outcome {}

    /// Well, without a value of its own: the one before passes through.
    record Passed(boolean skipped) implements Outcome {
        public static final Passed THROUGH = new Passed(false);
        public static final Passed SKIPPED = new Passed(true);
    }

    record Failed(Failure failure) implements Outcome {
        public boolean is(ErrorCode code) {
            return failure.code().equals(code.name());
        }
    }

    /// A failure of the platform's own, outside of any task.
    static Failed failed(ErrorCode code, String path, String message) {
        return failed(code, path, message, null);
    }

    /// The same, with a JSON value that says more.
    static Failed failed(ErrorCode code, String path, String message, @Nullable Object details) {
        return new Failed(
                new Failure(code.name(), code.name(), message, null, path, 0, false, details));
    }

    static Failed cancelled(String path) {
        return failed(
                ErrorCode.CANCELLED, path, "The run, or what is around this step, was cancelled");
    }

    /// The state in which this leaves a step.
    default StepState state() {
        return switch (this) {
            case Done _ -> StepState.SUCCEEDED;
            case Passed(var skipped) -> skipped ? StepState.SKIPPED : StepState.SUCCEEDED;
            case Failed(var failure) ->
                    switch (failure.code()) {
                        case "CANCELLED" -> StepState.CANCELLED;
                        case "EXPIRED" -> StepState.EXPIRED;
                        case "TIMEOUT_ATTEMPT",
                                "TIMEOUT_QUEUE",
                                "TIMEOUT_TOTAL",
                                "TIMEOUT_HEARTBEAT",
                                "TIMEOUT_SOFT",
                                "AWAIT_TIMEOUT",
                                "RUN_TIMEOUT" ->
                                StepState.TIMED_OUT;
                        default -> StepState.FAILED;
                    };
        };
    }
}
