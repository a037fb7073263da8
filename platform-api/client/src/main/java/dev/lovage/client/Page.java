package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A piece of a list.
///
/// @param nextPageToken absent on the last page
/// @param asOf the moment it speaks of
/// @param lagMs how far that lies back because events come in late; 0 where they do not
/// @param source `projection` (the read model); absent where there is no copy to be late
public record Page<T>(
        List<T> items,
        @Nullable String nextPageToken,
        Instant asOf,
        long lagMs,
        @Nullable String source) {
    public Page {
        items = List.copyOf(items);
    }

    /// Of things that are read where they are kept.
    public Page(List<T> items, @Nullable String nextPageToken, Instant asOf) {
        this(items, nextPageToken, asOf, 0, null);
    }

    /// Of the read model.
    public Page(List<T> items, @Nullable String nextPageToken, Run.Seen seen) {
        this(items, nextPageToken, seen.asOf(), seen.lagMs(), seen.source());
    }

    /// How fresh it is.
    public Run.Seen seen() {
        return new Run.Seen(asOf, source == null ? "" : source, lagMs);
    }
}
