package dev.lovage.chaos.drive;

import dev.lovage.chaos.check.Timetable;
import dev.lovage.chaos.check.Timetable.Rule;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Every;
import dev.lovage.client.Schedule.Spec;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Schedules that run beside what the driver starts, drawn from its seed.
public final class Schedules {
    private static final String WORKFLOW = "fired";
    private static final Duration LEAD = Duration.ofSeconds(20);
    private static final Duration MADE_UP = Duration.ofSeconds(15);
    private static final Duration FOLLOWING = Duration.ofMinutes(5);
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham");

    private record Drawn(Spec spec, Rule rule) {}

    private final Instant begin = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, Drawn> drawn = new LinkedHashMap<>();

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
                new Spec(null, every, null, "UTC", null, begin, null, null),
                Rule.every(interval, later));
    }

    private Drawn cron(String cron, String zone) {
        return new Drawn(
                new Spec(List.of(cron), null, null, zone, null, begin, null, null),
                Rule.cron(cron, ZoneId.of(zone)));
    }

    /// Saves them, and what they run.
    public void save(LovageClient client) {
        client.save(WORKFLOW, "name: %s\ndo: {value: 1}\n".formatted(WORKFLOW));
        drawn.forEach((name, one) ->
                client.saveSchedule(
                        name,
                        Schedule.Put.of(Schedule.Action.workflow(WORKFLOW, Map.of()), one.spec())
                                .with(Schedule.Policies.DEFAULT),
                        null));
    }

    /// Ends them.
    public void delete(LovageClient client) {
        drawn.keySet().forEach(client::deleteSchedule);
    }

    /// When they must have run, if they were there until then; the last of it may be under way.
    public List<Timetable> until(Instant ended) {
        return drawn.entrySet().stream()
                .map(one ->
                        Timetable.of(
                                one.getKey(),
                                one.getValue().rule()::fits,
                                begin,
                                ended.minus(MADE_UP),
                                ended.plus(FOLLOWING)))
                .toList();
    }
}
