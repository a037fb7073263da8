package dev.lovage.server.workflow;

import dev.lovage.client.Workflow;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

import io.micronaut.http.HttpHeaders;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/// What a caller believes to be there while it saves: `If-Match` with the tag it has read, or
/// `If-None-Match: *` for "nothing".
record Preconditions(@Nullable String match, @Nullable String noneMatch) {

    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(
                headers.get(HttpHeaders.IF_MATCH), headers.get(HttpHeaders.IF_NONE_MATCH));
    }

    /// The entity tag of a revision.
    static String tag(Workflow.Revision revision) {
        return "\"%d-%s\"".formatted(revision.revision(), revision.hash().substring(0, 12));
    }

    /// Throws `PRECONDITION_FAILED` when it is otherwise.
    void check(Optional<Workflow.Revision> latest) {
        var tag = latest.map(Preconditions::tag);
        var stale = match != null && !(tag.isPresent() && lists(match, tag.get()));
        var there = noneMatch != null && tag.isPresent() && lists(noneMatch, tag.get());
        if (stale || there) {
            throw ApiException.of(
                    Code.PRECONDITION_FAILED,
                    tag.map(now -> "The latest revision is now " + now + ". Read it, and decide.")
                            .orElse("There is no revision yet."));
        }
    }

    private static boolean lists(String header, String tag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }
}
