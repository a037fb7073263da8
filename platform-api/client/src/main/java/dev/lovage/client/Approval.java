package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// An open `await`: something that a run waits for from outside, mostly somebody's word.
///
/// @param id to decide by; opaque
/// @param name that the definition gives it
/// @param text for people
/// @param form JSON Schema of the answer; absent: anything
/// @param assignees who may decide: `anna`, `role:editor`, `token:deploy`; none: everyone who may
///   decide at all
/// @param mine whether whoever asked may decide it
public record Approval(
        String id,
        String name,
        String text,
        Place place,
        Waiting waiting,
        @Nullable Object form,
        List<String> assignees,
        boolean mine) {
    public Approval {
        assignees = List.copyOf(assignees);
    }

    /// The step that waits.
    public record Place(String run, String workflow, int revision, String path) {}

    /// Since when, and for how long at most.
    public record Waiting(Instant since, @Nullable Instant until) {}

    /// Which of them a list shows.
    ///
    /// @param mine only those that the asker may decide
    public record Filter(boolean mine, @Nullable String workflow, @Nullable String run) {
        public static final Filter ALL = new Filter(false, null, null);
    }

    /// A decision: a value, or an error, or simply a rejection, which is the error `REJECTED`.
    ///
    /// @param comment for the audit trail, and the message of a rejection
    public record Decision(
            @Nullable Object value,
            Signal.@Nullable Refusal error,
            @Nullable Boolean reject,
            @Nullable String comment) {
        public static Decision approve(@Nullable Object value, @Nullable String comment) {
            return new Decision(value, null, null, comment);
        }

        public static Decision reject(@Nullable String comment) {
            return new Decision(null, null, true, comment);
        }
    }
}
