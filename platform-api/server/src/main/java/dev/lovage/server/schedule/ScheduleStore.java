package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.server.Transaction;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Schedules, with how they stand. One that is gone is seen by the loop only.
interface ScheduleStore {
    /// At most `size` schedules by name, beginning after `after`.
    ///
    /// @param label only those of this workflow or task
    List<ScheduleRow> list(String tenant, @Nullable String label, @Nullable String after, int size);

    Optional<ScheduleRow> find(ScheduleKey key);

    Optional<ScheduleRow> find(Transaction transaction, ScheduleKey key);

    /// How many the tenant has, held until the transaction ends, so that two that save do it one
    /// after the other. Those that Temporal has and nobody saved do not count.
    int count(Transaction transaction, String tenant);

    /// Saves what one is to be, as its next version, and has the loop look at it. Where there is
    /// one that has not ended its standing stays, as pending.
    ///
    /// @param put with everything filled in that has a default
    /// @return the row as it is then
    ScheduleRow save(
            Transaction transaction, ScheduleKey key, Schedule.Put put, Instant at, String by);

    /// Marks it as gone, and has the loop look at it. False when there is none.
    boolean delete(Transaction transaction, ScheduleKey key);

    /// Has the loop look, in this transaction's wake, at every schedule that follows the revisions
    /// of this workflow.
    void revised(Transaction transaction, String tenant, String workflow);

    /// Has the loop look at this one at once, as something was changed in Temporal.
    void look(ScheduleKey key);

    /// Temporal was told to pause or resume it.
    ///
    /// @param until when a pause is to end; absent: when someone resumes it
    void steered(ScheduleKey key, boolean paused, @Nullable String note, @Nullable Instant until);

    /// At most `most` that the loop is to look at, gone ones too, those that waited longest first.
    List<ScheduleRow> due(Instant now, int most);

    /// What the loop found when it looked at `now`: nothing is kept of it when a newer version was
    /// saved meanwhile. When a pause ends is not the loop's to say.
    ///
    /// @param again when it is to look again, unless someone wants that earlier
    void found(ScheduleRow row, Standing standing, Progress progress, Instant now, Instant again);

    /// Temporal no longer has it either. Not when it was saved again meanwhile.
    void remove(ScheduleRow row);

    /// Those of these schedules that were never saved.
    Set<ScheduleKey> unsaved(Collection<ScheduleKey> keys);

    /// Keeps exactly these as the ones that Temporal has and nobody saved.
    void unknown(Collection<ScheduleRow> rows);
}
