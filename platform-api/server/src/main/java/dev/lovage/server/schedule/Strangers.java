package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.server.schedule.ScheduleEngine.Listed;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;

/// Finds the schedules that Temporal has and nobody saved here. They are shown, and never touched.
final class Strangers {
    /// More than this are none of ours for sure.
    private static final int MOST = 1_000;

    private final ScheduleStore store;
    private final ScheduleEngine engine;
    private final Clock clock;

    Strangers(ScheduleStore store, ScheduleEngine engine, Clock clock) {
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    void find() {
        var now = clock.instant();
        var found = new ArrayList<ScheduleRow>();
        var all = engine.list();
        var strangers =
                store.unsaved(all.stream().map(listed -> ScheduleKey.of(listed.id())).toList());
        for (var listed : all) {
            var key = ScheduleKey.of(listed.id());
            if (found.size() < MOST && strangers.contains(key) && isThere(listed.id())) {
                found.add(row(key, listed, now));
            }
        }
        store.unknown(found);
    }

    /// The list may still have what was deleted just now.
    private boolean isThere(String id) {
        return engine.describe(id).isPresent();
    }

    private static ScheduleRow row(ScheduleKey key, Listed listed, Instant now) {
        var zone = listed.zone().isEmpty() ? "UTC" : listed.zone();
        var spec = new Schedule.Spec(null, null, null, zone, null, null, null, null);
        var state = listed.state();
        return new ScheduleRow(
                key,
                Schedule.Put.of(Schedule.Action.workflow(listed.type(), null), spec),
                new Schedule.Saved(0, now, null),
                new Standing(
                        Applied.State.UNKNOWN,
                        "Temporal has it, and it was never saved here. Save it under this name, or"
                                + " delete it in Temporal.",
                        now,
                        state.paused(),
                        state.note(),
                        null,
                        null,
                        listed.fires()),
                Progress.NONE);
    }
}
