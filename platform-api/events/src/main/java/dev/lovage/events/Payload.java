package dev.lovage.events;

import org.jspecify.annotations.Nullable;

/// A value as an event carries it.
public sealed interface Payload {
    /// Values up to this many bytes of JSON travel in place.
    int INLINE_BYTES = 16 * 1024;

    Payload NONE = new None();

    /// There is no value (yet).
    record None() implements Payload {}

    /// The value itself: `null`, Boolean, number, String, List or Map.
    record Inline(@Nullable Object value) implements Payload {}

    /// The value is not told; it has this many bytes of JSON.
    record Omitted(long bytes) implements Payload {
        /// Whether it was left out for its size, and not because no values are told at all.
        public boolean tooLarge() {
            return bytes > INLINE_BYTES;
        }
    }

    /// The value is in the blob store, under `blob`.
    ///
    /// @param type media type
    /// @param count number of elements where it is a list
    record Reference(String blob, long size, String sha256, String type, @Nullable Long count)
            implements Payload {}
}
