package dev.lovage.server.access;

import dev.lovage.server.Transaction;

import org.jspecify.annotations.Nullable;

/// The record of every change, asked for, done or denied. Rows are only ever added.
///
/// A change in PostgreSQL has its row in the same transaction. A change in Temporal has a row
/// `requested` committed before, and one that says the outcome after; without the first, no change.
public interface Audit {
    /// Commits that `principal` wants this; what comes of it must follow.
    Change requested(Principal principal, String action, String resource, @Nullable String reason);

    /// Says, in the caller's transaction, what came of it.
    void concluded(Transaction transaction, Change change, Outcome outcome);

    /// The same, committed at once. Does not fail: what happened has happened, and an open change
    /// is closed later.
    void concluded(Change change, Outcome outcome);

    /// A change in PostgreSQL itself: asked for and done in one.
    void done(Transaction transaction, Principal principal, String action, String resource);

    /// Someone was refused. Does not fail: a refusal stands whether or not it can be written down.
    void denied(Principal principal, String action, String resource);

    /// A change that was asked for.
    record Change(String id, String tenant, String actor, String action, String resource) {}

    /// What came of it. Unknown: Temporal did not answer, so it may have happened.
    enum Outcome {
        DONE,
        FAILED,
        UNKNOWN
    }
}
