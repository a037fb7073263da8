package dev.lovage.server.run;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Json;
import dev.lovage.client.Run;
import dev.lovage.events.Payload;

import org.jspecify.annotations.Nullable;

/// Values as rows and answers carry them.
final class Payloads {
    private Payloads() {}

    /// The value itself, or only its size when it is large.
    static Payload of(@Nullable Object value) {
        var bytes = Json.canonical(value).length;
        return bytes <= Payload.INLINE_BYTES
                ? new Payload.Inline(value)
                : new Payload.Omitted(bytes);
    }

    /// Nothing where there is no value (yet).
    static Run.@Nullable Value answer(Payload payload) {
        return switch (payload) {
            case Payload.None() -> null;
            case Payload.Inline inline -> new Run.Value(inline.value(), null);
            case Payload.Omitted(var bytes) -> new Run.Value(null, bytes);
            case Payload.Reference reference ->
                    new Run.Value(null, null, KeptValues.of(reference(reference)));
        };
    }

    static Payload of(BlobReference kept) {
        return new Payload.Reference(
                kept.blob(), kept.size(), kept.sha256(), kept.type(), kept.count());
    }

    static BlobReference reference(Payload.Reference reference) {
        return new BlobReference(
                reference.blob(),
                reference.size(),
                reference.sha256(),
                reference.type(),
                reference.count());
    }
}
