package dev.lovage.canvas.celery;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a signature is when it is more than one task.
enum Kind {
    CHAIN,
    GROUP,
    CHORD,
    MAP,
    STARMAP,
    CHUNKS;

    private static final String PREFIX = "celery.";

    /// All of them, for people.
    static final String WORDS =
            Stream.of(values()).map(Kind::word).collect(Collectors.joining(", "));

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// By its `subtask_type`.
    static @Nullable Kind ofType(String type) {
        return Stream.of(values()).filter(k -> k.word().equals(type)).findFirst().orElse(null);
    }

    /// By the name of its task: Celery writes maps and chunks without a type.
    static @Nullable Kind ofTask(String task) {
        return task.startsWith(PREFIX) ? ofType(task.substring(PREFIX.length())) : null;
    }
}
