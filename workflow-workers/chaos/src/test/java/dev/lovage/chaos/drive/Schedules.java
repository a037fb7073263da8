package dev.lovage.chaos.drive;

import static org.awaitility.Awaitility.await;

import dev.lovage.chaos.check.Timetable;
import dev.lovage.chaos.check.Timetable.Rule;
import dev.lovage.chaos.check.Timetable.Span;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied.State;
import dev.lovage.client.Schedule.Every;
import dev.lovage.client.Schedule.Spec;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Schedules that run beside what the driver starts, drawn from its seed.
public final class Schedules {
    private static final String WORKFLOW = "fired";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MADE_UP = Duration.ofSeconds(30);
    private static final Duration FOLLOWING = Duration.ofMinutes(5);
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham");

    private record Drawn(Spec spec, Rule rule) {}

    private final Map<String, Drawn> drawn = new LinkedHashMap<>();
    private Instant saved = Instant.MIN;
    private Instant applied = Instant.MIN;

    public Schedules(long seed) {
        var random = new Random(seed);
        drawn.put("chaos-tens", every(10, 0));
        drawn.put("chaos-twenties", every(20, random.nextInt(20)));
        drawn.put("chaos-minutes", cron("* * * * *", drawn(random)));
        var first = random.nextInt(30);
        drawn.put(
                "chaos-some-minutes",
                cron("%d-%d,*/4 * * * *".formatted(first, first + 20), drawn(random)));
    }

    private static String drawn(Random random) {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    private Drawn every(int seconds, int offset) {
        var interval = Duration.ofSeconds(seconds);
        var later = Duration.ofSeconds(offset);
        var every = List.of(new Every(interval, later));
        return new Drawn(
                new Spec(null, every, null, "UTC", null, null, null, null),
                Rule.every(interval, later));
    }

    private Drawn cron(String cron, String zone) {
        return new Drawn(
                new Spec(List.of(cron), null, null, zone, null, null, null, null),
                Rule.cron(cron, ZoneId.of(zone)));
    }

    /// Saves them, and what they run; returns when Temporal has them.
    public void begin(LovageClient client) {
        saved = Instant.now();
        client.save(WORKFLOW, "name: %s\ndo: {value: 1}\n".formatted(WORKFLOW));
        drawn.forEach((name, one) ->
                client.saveSchedule(
                        name,
                        Schedule.Put.of(Schedule.Action.workflow(WORKFLOW, Map.of()), one.spec())
                                .with(Schedule.Policies.DEFAULT),
                        null));
        await().atMost(PATIENCE)
                .until(() -> drawn.keySet().stream().allMatch(name -> isApplied(client, name)));
        applied = Instant.now();
    }

    private static boolean isApplied(LovageClient client, String name) {
        return client.schedule(name).status().applied().state() == State.APPLIED;
    }

    /// Ends them.
    public void delete(LovageClient client) {
        drawn.keySet().forEach(client::deleteSchedule);
    }

    /// When they had to run, if they were there until then; the last of it may be under way.
    public List<Timetable> until(Instant ended) {
        var may = new Span(saved, ended.plus(FOLLOWING));
        var must = new Span(applied, ended.minus(MADE_UP));
        return drawn.entrySet().stream()
                .map(one -> Timetable.of(one.getKey(), one.getValue().rule(), may, must))
                .toList();
    }
}
