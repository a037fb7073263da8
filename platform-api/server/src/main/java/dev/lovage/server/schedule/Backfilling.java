package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Backfilled;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Principal;
import dev.lovage.server.calendar.Fires;
import dev.lovage.server.calendar.Once;
import dev.lovage.server.calendar.Spec;
import dev.lovage.server.run.RunStore;
import dev.lovage.server.schedule.ScheduleEngine.Wanted;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Runs a schedule for times of the past: for those that have no run yet, each counted before.
///
/// Temporal itself would start a time again that has run already, under the same id.
@Singleton
final class Backfilling {
    private final Steering steering;
    private final ScheduleEngine engine;
    private final SchedulePlan plan;
    private final RunStore runs;
    private final ScheduleStore store;
    private final Clock clock;

    Backfilling(
            Steering steering,
            ScheduleEngine engine,
            SchedulePlan plan,
            RunStore runs,
            ScheduleStore store,
            Clock clock) {
        this.steering = steering;
        this.engine = engine;
        this.plan = plan;
        this.runs = runs;
        this.store = store;
        this.clock = clock;
    }

    Backfilled backfill(Principal principal, String name, Schedule.Backfill wish) {
        var row = steering.row(principal, name);
        check(wish.from(), wish.to());
        var times = missing(row, wish.from(), wish.to());
        if (Boolean.TRUE.equals(wish.dryRun()) || times.isEmpty()) {
            return new Backfilled(times.size(), Boolean.TRUE.equals(wish.dryRun()));
        }
        var overlap = wish.overlap() == null ? Overlap.BUFFER_ALL : wish.overlap();
        steering.change(
                principal,
                row,
                "backfill",
                "%d from %s to %s".formatted(times.size(), wish.from(), wish.to()),
                () -> engine.backfill(row.key().id(), times, overlap));
        store.look(row.key());
        return new Backfilled(times.size(), false);
    }

    private void check(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            throw ApiException.at(
                    Code.INVALID, from == null ? "/from" : "/to", "This must be given.");
        }
        if (!from.isBefore(to)) {
            throw ApiException.at(Code.INVALID, "/to", "Must lie after `from`.");
        }
        if (to.isAfter(clock.instant())) {
            throw ApiException.at(
                    Code.INVALID, "/to", "Must not lie in the future: those times are to come.");
        }
    }

    private List<Instant> missing(ScheduleRow row, Instant from, Instant to) {
        var times = engine.times(row.key().id(), from, to).orElseThrow(() -> Steering.absent(row));
        if (times.size() >= ScheduleEngine.MOST_TIMES) {
            throw ApiException.at(
                    Code.INVALID,
                    "/from",
                    "These are %d times or more: backfill a shorter while."
                            .formatted(ScheduleEngine.MOST_TIMES));
        }
        var wanted = plan.of(row.key(), row.put());
        var due = new Due(wanted, from, to);
        var past =
                times.stream().filter(time -> time.isBefore(to) && !due.isSkipped(time)).toList();
        var known = runs.existing(row.key().tenant(), past.stream().map(due::run).toList());
        return past.stream().filter(time -> !known.contains(due.run(time))).toList();
    }

    /// What a time that Temporal fires at is called: without its jitter.
    private static final class Due {
        private final String prefix;
        private final Spec spec;
        private final Once once;
        private final TreeSet<Instant> plain;

        Due(Wanted wanted, Instant from, Instant to) {
            prefix = wanted.launch().run();
            spec = wanted.spec();
            once = Once.between(spec, from.minusSeconds(1), to);
            plain = new TreeSet<>(fires(from.minus(spec.jitter()).minusSeconds(1)));
        }

        private List<Instant> fires(Instant after) {
            return spec.jitter().isZero()
                    ? new ArrayList<>()
                    : new Fires(spec).next(after, 2 * ScheduleEngine.MOST_TIMES);
        }

        boolean isSkipped(Instant time) {
            return spec.dst() == Schedule.Dst.ONCE && once.skips(time);
        }

        String run(Instant time) {
            var due = plain.floor(time);
            return prefix + "-" + (due == null ? time : due).truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
