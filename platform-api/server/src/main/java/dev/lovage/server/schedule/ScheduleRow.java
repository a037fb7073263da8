package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Fires;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A schedule as it is kept: what it is to be, how it stands, and how far the loop has come.
record ScheduleRow(
        ScheduleKey key,
        Schedule.Put put,
        Schedule.Saved saved,
        Standing standing,
        Progress progress) {

    /// As the contract has it.
    ///
    /// @param payload whether the reader may see values
    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    Schedule answer(boolean payload) {
        return new Schedule(
                key.name(),
                payload ? put.action() : bare(put.action()),
                put.spec() == null ? NO_SPEC : put.spec(),
                put.celery(),
                put.policies() == null ? Schedule.Policies.DEFAULT : put.policies(),
                new Schedule.Status(
                        standing.paused(),
                        standing.note(),
                        standing.until(),
                        standing.remaining(),
                        new Applied(standing.state(), standing.error(), standing.at()),
                        standing.fires()),
                saved);
    }

    private static Schedule.Action bare(Schedule.Action action) {
        return new Schedule.Action(
                action.workflow(),
                action.task(),
                null,
                action.revision(),
                null,
                action.tags(),
                action.priority());
    }

    private static final Schedule.Spec NO_SPEC =
            new Schedule.Spec(null, null, null, null, null, null, null, null);

    /// What Temporal says of it, when it was last asked.
    ///
    /// @param error why it is not applied
    /// @param at when Temporal was last asked
    /// @param until when a pause is to end
    record Standing(
            Applied.State state,
            @Nullable String error,
            @Nullable Instant at,
            boolean paused,
            @Nullable String note,
            @Nullable Instant until,
            @Nullable Long remaining,
            Fires fires) {

        /// Of one that was saved just now.
        static Standing saved(Schedule.Put put) {
            return new Standing(
                    Applied.State.PENDING,
                    null,
                    null,
                    Boolean.TRUE.equals(put.paused()),
                    put.note(),
                    null,
                    put.remaining(),
                    Fires.NONE);
        }

        Standing as(Applied.State state, @Nullable String error) {
            return new Standing(state, error, at, paused, note, until, remaining, fires);
        }

        Standing until(@Nullable Instant end) {
            return new Standing(state, error, at, paused, note, end, remaining, fires);
        }
    }

    /// What the loop remembers.
    ///
    /// @param applied version that Temporal has; 0 when it never had one
    /// @param wanted digest of what Temporal was given
    /// @param found digest of what Temporal made of that
    /// @param tries that failed, one after the other
    /// @param gone deleted here, and not yet there
    /// @param renew saved again while it was gone: to be made anew
    record Progress(
            long applied,
            @Nullable String wanted,
            @Nullable String found,
            int tries,
            boolean gone,
            boolean renew) {
        static final Progress NONE = new Progress(0, null, null, 0, false, false);

        /// Temporal has this version now.
        Progress applied(long version, String wanted, String found) {
            return new Progress(version, wanted, found, 0, gone, false);
        }

        Progress tries(int failed) {
            return new Progress(applied, wanted, found, failed, gone, renew);
        }
    }
}
