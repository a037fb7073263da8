package dev.lovage.client;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The same done to many runs: to those that are named, or to all that a filter finds and that it
/// can be done to. A request does it to 100 at most; `pageToken` goes on where the one before
/// ended.
///
/// @param ids 100 at most; absent: `filter` says which
/// @param filter newest first; absent: `ids` say which
/// @param reason shown where a pause is, and kept in the audit trail
/// @param until when runs that are paused go on by themselves; of `PAUSE` only
/// @param dryRun only count, 10,000 at most
/// @param pageToken of the answer before, with the same `act` and `filter`
public record Batch(
        Act act,
        @Nullable List<String> ids,
        @Nullable Filter filter,
        @Nullable String reason,
        @Nullable Instant until,
        boolean dryRun,
        @Nullable String pageToken) {
    /// Runs that one request steers.
    public static final int LARGEST = 100;

    public Batch {
        ids = ids == null ? null : List.copyOf(ids);
    }

    /// To those that are named.
    public static Batch of(Act act, List<String> ids, @Nullable String reason) {
        return new Batch(act, ids, null, reason, null, false, null);
    }

    /// To all that the filter finds.
    public static Batch of(Act act, Filter filter, @Nullable String reason) {
        return new Batch(act, null, filter, reason, null, false, null);
    }

    /// The same with the end of a pause.
    public Batch until(@Nullable Instant end) {
        return new Batch(act, ids, filter, reason, end, dryRun, pageToken);
    }

    /// How many it would be done to.
    public Batch dry() {
        return new Batch(act, ids, filter, reason, until, true, null);
    }

    /// The same from there on.
    public Batch from(@Nullable String token) {
        return new Batch(act, ids, filter, reason, until, dryRun, token);
    }

    /// What is done.
    public enum Act {
        /// They are asked to end, and clean up.
        CANCEL,
        /// They end where they stand.
        TERMINATE,
        /// They start nothing new.
        PAUSE,
        /// They go on.
        RESUME
    }

    /// Which runs; an absent part holds nothing back. Words as of `GET /runs`.
    ///
    /// @param status any of these; runs that `act` means nothing to are left out
    /// @param to accepted before; without it, runs that come in meanwhile are not kept out
    /// @param q the beginning of an id, a workflow or a tag
    public record Filter(
            @Nullable List<RunState> status,
            @Nullable String workflow,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String q,
            Run.@Nullable Overlay overlay) {
        public Filter {
            status = status == null ? null : List.copyOf(status);
        }

        /// Whatever is said of them beside their state.
        public Filter(
                @Nullable List<RunState> status,
                @Nullable String workflow,
                @Nullable String tag,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable String q) {
            this(status, workflow, tag, from, to, q, null);
        }

        /// Only those of which this is said beside their state.
        public Filter with(Run.@Nullable Overlay overlay) {
            return new Filter(status, workflow, tag, from, to, q, overlay);
        }
    }

    /// What came of it.
    ///
    /// @param matching runs that it can be done to: all that were counted by a dry run, else those
    ///   of this request
    /// @param more there are more of them
    /// @param outcomes one for each run of this request; of a dry run with `ids`, those left out
    public record Done(
            int matching, boolean more, List<Outcome> outcomes, @Nullable String nextPageToken) {
        public Done {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// What came of it for one run.
    ///
    /// @param code of the problem, when it was not done: `RUN_ENDED`, `NOT_FOUND`, `UNAVAILABLE`
    /// @param message for people, when it was not done
    public record Outcome(
            String run, boolean done, @Nullable String code, @Nullable String message) {
        public static Outcome done(String run) {
            return new Outcome(run, true, null, null);
        }
    }
}
