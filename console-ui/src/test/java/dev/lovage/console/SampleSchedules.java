package dev.lovage.console;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Schedules as a small team has them: applied, pending, refused, paused, ended, unknown.
final class SampleSchedules {
    private final Fixtures data;

    SampleSchedules(Fixtures data) {
        this.data = data;
    }

    List<Schedule> all() {
        var nightly = Schedule.Spec.cron("30 2 * * *", "Europe/Berlin");
        var often = Schedule.Spec.every(Duration.ofMinutes(5), "UTC");
        return List.of(
                of("orders-nightly", "orders-nightly", nightly, Applied.State.APPLIED, 7 * 3600),
                of("catalog", "catalog-sync", often, Applied.State.APPLIED, 140),
                of("census-hourly", "source-census", often, Applied.State.PENDING, 3000),
                paused(of("digest", "email-digest", nightly, Applied.State.APPLIED, 9000)),
                of("ledger", "ledger-close", month(), Applied.State.FAILED, 0),
                of("one-off", "image-thumbnails", once(), Applied.State.ENDED, 0),
                of("from-elsewhere", "invoice-reconcile", often, Applied.State.UNKNOWN, 60),
                paused(
                        of("hostile", "source-census", often, Applied.State.APPLIED, 60),
                        Fixtures.SCRIPT + " \u202eevil\u001b[31m",
                        null));
    }

    private static Schedule.Spec month() {
        var first =
                new Schedule.Calendar("0", "15", "4", "1", null, null, null, "first of the month");
        return new Schedule.Spec(
                null, null, List.of(first), "America/New_York", null, null, null, null);
    }

    private Schedule.Spec once() {
        var day = new Schedule.Calendar("0", "0", "9", "24", "12", "2027", null, null);
        return new Schedule.Spec(
                null, null, List.of(day), "Europe/Paris", null, null, null, List.of());
    }

    private static Schedule paused(Schedule schedule) {
        return paused(
                schedule,
                "ada: the mail server is moved",
                Instant.now().plus(Duration.ofHours(26)));
    }

    private static Schedule paused(Schedule schedule, String note, @Nullable Instant until) {
        return FakeSchedules.with(schedule, true, note, until);
    }

    private Schedule of(
            String name, String workflow, Schedule.Spec spec, Applied.State state, long next) {
        var error =
                state == Applied.State.FAILED
                        ? "There is no workflow `ledger-close` any more."
                        : null;
        var last = data.runs.stream().filter(run -> run.workflow().equals(workflow)).findFirst();
        var recent =
                last.map(run ->
                                List.of(
                                        new Schedule.Fired(
                                                run.times().accepted(),
                                                run.times().accepted(),
                                                run.id())))
                        .orElse(List.of());
        var fires =
                new Schedule.Fires(
                        next == 0 ? List.of() : List.of(data.now.plusSeconds(next)),
                        recent,
                        recent.isEmpty() ? null : recent.getFirst().at(),
                        new Schedule.Counts(12, 1, 2, 0));
        return new Schedule(
                name,
                Schedule.Action.workflow(workflow, Map.of("folder", "src")),
                spec,
                null,
                Schedule.Policies.DEFAULT,
                new Schedule.Status(
                        false, null, null, null, new Applied(state, error, data.now), fires),
                new Schedule.Saved(3, data.now.minusSeconds(90_000), "ada"));
    }
}
