package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A change that somebody asked for, and what came of it.
///
/// @param seq number of its first row in the audit
/// @param at when it was asked for
/// @param by name of the person or the token
/// @param action `run:start`, `workflow:write`, ..; of what was refused the permission that it
///   takes
/// @param subject what it is about: `run/…`, `approval/…`, `workflow/…`, `schedule/…`, `token/…`,
///   ..
/// @param reason that was given
/// @param concludedAt since when the outcome is known; absent: not yet
public record AuditEntry(
        long seq,
        Instant at,
        String by,
        String action,
        String subject,
        @Nullable String reason,
        Outcome outcome,
        @Nullable Instant concludedAt) {

    /// What came of it.
    public enum Outcome {
        /// It is under way.
        REQUESTED,
        DONE,
        FAILED,
        /// Temporal did not answer, so it may have happened.
        UNKNOWN,
        DENIED
    }

    /// Which of them a list shows; an absent part holds nothing back.
    ///
    /// @param run id of the run that they are about, its approvals among them
    /// @param from asked for at or after
    /// @param to asked for before
    public record Filter(
            @Nullable String run,
            @Nullable String subject,
            @Nullable String by,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final Filter ALL = new Filter(null, null, null, null, null, null);
    }
}
