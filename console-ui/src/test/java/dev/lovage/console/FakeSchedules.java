package dev.lovage.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.lovage.client.Page;
import dev.lovage.client.Problem;
import dev.lovage.client.Schedule;
import dev.lovage.console.FakeApi.Reply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The schedules of the fake api, in every state that there is.
final class FakeSchedules {
    private final ObjectMapper json;
    private final Fixtures data;
    private final Map<String, Schedule> all = new TreeMap<>();

    /// The most that there may be.
    volatile int limit = 1_000;

    /// What was asked for, such as `pause orders-nightly`.
    final List<String> calls = new CopyOnWriteArrayList<>();

    FakeSchedules(Fixtures data, ObjectMapper json) {
        this.json = json;
        this.data = data;
        fill();
    }

    synchronized void fill() {
        all.clear();
        calls.clear();
        limit = 1_000;
        new SampleSchedules(data).all().forEach(this::add);
    }

    synchronized Schedule get(String name) {
        return Objects.requireNonNull(all.get(name));
    }

    private void add(Schedule schedule) {
        all.put(schedule.name(), schedule);
    }

    synchronized void clear() {
        all.clear();
    }

    synchronized Reply answer(HttpExchange exchange, List<String> parts, Map<String, String> query)
            throws IOException {
        if (parts.size() == 1) {
            var wanted = query.get("workflow");
            var items =
                    all.values().stream()
                            .filter(s -> wanted == null || wanted.equals(s.action().workflow()))
                            .toList();
            return new Reply(200, new Page<>(items, null, Instant.now()));
        }
        var name = parts.get(1);
        var method = exchange.getRequestMethod();
        if (method.equals("PUT")) {
            return put(name, json.readValue(exchange.getRequestBody(), Schedule.Put.class));
        }
        var schedule = all.get(name);
        if (schedule == null) {
            return FakeApi.problem(404, "NOT_FOUND", "There is no schedule `" + name + "`.");
        }
        if (method.equals("DELETE")) {
            all.remove(name);
            return new Reply(204, null);
        }
        return parts.size() == 2
                ? new Reply(200, schedule)
                : steer(exchange, schedule, parts.get(2));
    }

    private Reply steer(HttpExchange exchange, Schedule schedule, String verb) throws IOException {
        if (schedule.status().applied().state() == Schedule.Applied.State.UNKNOWN) {
            return FakeApi.problem(
                    409,
                    "SCHEDULE_NOT_APPLIED",
                    "It was never saved here: save it under this name, or change it in Temporal.");
        }
        calls.add(verb + " " + schedule.name());
        return switch (verb) {
            case "pause" -> {
                var pause = json.readValue(exchange.getRequestBody(), Schedule.Pause.class);
                add(with(schedule, true, pause.note(), pause.until()));
                yield new Reply(202, null);
            }
            case "resume" -> {
                add(with(schedule, false, null, null));
                yield new Reply(202, null);
            }
            case "backfill" -> {
                var asked = json.readValue(exchange.getRequestBody(), Schedule.Backfill.class);
                int count = (int) Duration.between(asked.from(), asked.to()).toDays();
                boolean dry = Boolean.TRUE.equals(asked.dryRun());
                calls.add("backfill " + count + (dry ? " counted" : " started"));
                yield new Reply(200, new Schedule.Backfilled(count, dry));
            }
            default -> new Reply(202, null);
        };
    }

    static Schedule with(
            Schedule schedule, boolean paused, @Nullable String note, @Nullable Instant until) {
        var status = schedule.status();
        return new Schedule(
                schedule.name(),
                schedule.action(),
                schedule.spec(),
                schedule.celery(),
                schedule.policies(),
                new Schedule.Status(
                        paused, note, until, status.remaining(), status.applied(), status.fires()),
                schedule.saved());
    }

    private Reply put(String name, Schedule.Put put) {
        var flaws = flaws(put.spec(), put.celery());
        if (!flaws.isEmpty()) {
            return invalid(flaws);
        }
        var before = all.get(name);
        if (before == null && all.size() >= limit) {
            return FakeApi.problem(
                    422,
                    "LIMIT_REACHED",
                    "There are %d schedules, and more may not be: delete one, or have `lovage.schedules.limit` raised."
                            .formatted(limit));
        }
        var version = before == null ? 1 : before.saved().version() + 1;
        var preview = SamplePreview.of(put.spec(), put.celery(), 3, null);
        var next = preview.fires().stream().map(Schedule.Fire::at).toList();
        add(
                new Schedule(
                        name,
                        put.action(),
                        Objects.requireNonNullElseGet(
                                put.spec(), () -> Schedule.Spec.cron("0 3 * * *", "UTC")),
                        put.celery(),
                        Objects.requireNonNullElse(put.policies(), Schedule.Policies.DEFAULT),
                        new Schedule.Status(
                                Boolean.TRUE.equals(put.paused()),
                                put.note(),
                                null,
                                put.remaining(),
                                new Schedule.Applied(
                                        Schedule.Applied.State.PENDING, null, Instant.now()),
                                new Schedule.Fires(next, List.of(), null, Schedule.Counts.NONE)),
                        new Schedule.Saved(version, Instant.now(), "admin")));
        return new Reply(before == null ? 201 : 200, all.get(name));
    }

    private static List<Problem.Detail> flaws(
            Schedule.@Nullable Spec spec, @Nullable Map<String, ?> celery) {
        return (spec == null) == (celery == null)
                ? List.of(
                        new Problem.Detail(
                                "/spec", "INVALID", "A schedule needs either `spec` or `celery`."))
                : SamplePreview.flaws(spec);
    }

    synchronized Reply preview(HttpExchange exchange) throws IOException {
        var asked = json.readValue(exchange.getRequestBody(), Schedule.Previewing.class);
        var flaws = flaws(asked.spec(), asked.celery());
        return flaws.isEmpty()
                ? new Reply(
                        200,
                        SamplePreview.of(
                                asked.spec(),
                                asked.celery(),
                                asked.count() == null ? 10 : asked.count(),
                                asked.action()))
                : invalid(flaws);
    }

    private static Reply invalid(List<Problem.Detail> flaws) {
        return FakeApi.problem(422, "INVALID", flaws.getFirst().message(), flaws);
    }
}
