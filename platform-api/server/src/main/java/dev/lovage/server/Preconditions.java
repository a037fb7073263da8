package dev.lovage.server;

import io.micronaut.http.HttpHeaders;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/// What a caller believes to be there while it saves: `If-Match` with the tag it has read, or
/// `If-None-Match: *` for "nothing".
public record Preconditions(@Nullable String match, @Nullable String noneMatch) {

    public static Preconditions of(HttpHeaders headers) {
        return new Preconditions(
                headers.get(HttpHeaders.IF_MATCH), headers.get(HttpHeaders.IF_NONE_MATCH));
    }

    /// Throws `PRECONDITION_FAILED` when it is otherwise.
    ///
    /// @param tag of what is there
    public void check(Optional<String> tag) {
        var stale = match != null && !(tag.isPresent() && lists(match, tag.get()));
        var there = noneMatch != null && tag.isPresent() && lists(noneMatch, tag.get());
        if (stale || there) {
            throw ApiException.of(
                    Code.PRECONDITION_FAILED,
                    tag.map(now -> "It is now " + now + ". Read it, and decide.")
                            .orElse("There is none yet."));
        }
    }

    private static boolean lists(String header, String tag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }
}
