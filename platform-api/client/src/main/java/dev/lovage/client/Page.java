package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A piece of a list.
///
/// @param nextPageToken absent on the last page
/// @param asOf the moment it speaks of
public record Page<T>(List<T> items, @Nullable String nextPageToken, Instant asOf) {
    public Page {
        items = List.copyOf(items);
    }
}
