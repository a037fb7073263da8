package dev.lovage.engine;

import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A call as a task of Celery's sees it.
///
/// @param retries how often it was tried before
/// @param logs what the tasks of the run note down
record CeleryCall(
        List<Object> args, Map<String, Object> kwargs, int retries, int priority, CeleryLogs logs) {
    /// The argument at a place, or of a name.
    @Nullable Object arg(int place, String name) {
        return place < args.size() ? args.get(place) : kwargs.get(name);
    }

    long number(int place, String name, long otherwise) {
        return arg(place, name) instanceof Number number ? number.longValue() : otherwise;
    }

    String text(int place, String name, String otherwise) {
        return arg(place, name) instanceof String text ? text : otherwise;
    }

    /// As Python prints an exception with these arguments.
    static String printed(List<?> arguments) {
        return arguments.size() == 1
                ? String.valueOf(arguments.getFirst())
                : arguments.stream()
                        .map(CeleryCall::literal)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> "'" + text + "'";
            case List<?> list ->
                    list.stream()
                            .map(CeleryCall::literal)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    /// What a worker in Python makes of an exception that is not tried again.
    static ApplicationFailure raised(String type, Object... arguments) {
        return ApplicationFailure.newNonRetryableFailure(printed(List.of(arguments)), type);
    }

    /// The same, tried again as the policy of the call has it.
    static ApplicationFailure retried(String type, Object... arguments) {
        return ApplicationFailure.newFailure(printed(List.of(arguments)), type);
    }
}
