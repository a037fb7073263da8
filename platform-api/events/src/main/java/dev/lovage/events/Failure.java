package dev.lovage.events;

import org.jspecify.annotations.Nullable;

/// Why a step or a run did not succeed.
///
/// @param code `UPPER_SNAKE`: the task's own, or one of the platform's
/// @param type simple name of the exception; the code where there was none
/// @param task absent where no task was involved
/// @param path of the step that failed, `do.1.m.17`
/// @param attempt the attempt that failed, from 1; 0 where nothing was attempted
/// @param details any JSON value the task gave along
public record Failure(
        String code,
        String type,
        String message,
        @Nullable String task,
        String path,
        int attempt,
        boolean retryable,
        @Nullable Object details) {}
