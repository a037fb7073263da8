package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

/// What is known of an error, for what is done about it: `error.get(RunError::message)`.
///
/// @param code `UPPER_SNAKE`: the task's own, or one of the platform's
/// @param type simple name of the exception
/// @param task absent where no task was involved
/// @param path of the step that failed
/// @param attempt the attempt that failed, from 1
/// @param details what the task gave along
public record RunError(
        String code,
        String type,
        String message,
        @Nullable String task,
        String path,
        int attempt,
        boolean retryable,
        @Nullable Object details) {
    static final Ref<RunError> REF = new Ref<>("error", RunError.class);
}
