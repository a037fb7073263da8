package dev.lovage.engine;

import dev.lovage.canvas.BlobReference;
import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.interpreter.JsonSize;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// How much of a value or a failure an event tells: so little that every record finds room in
/// Kafka, whatever tasks and workers of others make.
final class Told {
    static final int TEXT_CHARS = 2_000;
    static final int DETAIL_BYTES = 8 * 1024;
    private static final int NAME_CHARS = 200;

    /// A tree of JSON in memory, to its bytes as text.
    private static final int TREE = 4;

    private Told() {}

    static Payload value(@Nullable Object value, Values values) {
        var reference = BlobReference.of(value);
        if (reference.isPresent()) {
            var kept = reference.get();
            return new Payload.Reference(
                    kept.blob(), kept.size(), kept.sha256(), kept.type(), kept.count());
        }
        long size = JsonSize.of(value);
        return values == Values.NONE || size > Payload.INLINE_BYTES
                ? new Payload.Omitted(size)
                : new Payload.Inline(value);
    }

    static @Nullable Failure failure(@Nullable Failure failure) {
        return failure == null ? null : small(failure);
    }

    private static Failure small(Failure failure) {
        long details = JsonSize.of(failure.details());
        return new Failure(
                failure.code().length() <= NAME_CHARS
                        ? failure.code()
                        : ErrorCode.TASK_FAILED.name(),
                text(failure.type(), NAME_CHARS),
                text(failure.message(), TEXT_CHARS),
                failure.task(),
                failure.path(),
                failure.attempt(),
                failure.retryable(),
                details <= DETAIL_BYTES ? failure.details() : Map.of("omitted", details));
    }

    /// A text up to its limit; of a longer one the beginning.
    static String text(String text) {
        return text(text, TEXT_CHARS);
    }

    private static String text(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /// What it takes while it waits, about.
    static int weight(Payload value, @Nullable Failure error) {
        long inline = value instanceof Payload.Inline(var json) ? TREE * JsonSize.of(json) : 0;
        return (int) (inline + (error == null ? 0 : weight(error)));
    }

    private static long weight(Failure error) {
        return 2L * error.message().length() + TREE * JsonSize.of(error.details());
    }
}
