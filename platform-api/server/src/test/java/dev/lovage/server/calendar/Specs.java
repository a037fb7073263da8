package dev.lovage.server.calendar;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Dst;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Specs for tests.
final class Specs {
    private final List<String> cron = new ArrayList<>();
    private final List<Schedule.Every> every = new ArrayList<>();
    private final List<Schedule.Calendar> calendars = new ArrayList<>();
    private final List<Schedule.Calendar> exclude = new ArrayList<>();
    private final String zone;
    private Duration jitter;
    private Instant start;
    private Instant end;

    private Specs(String zone) {
        this.zone = zone;
    }

    static Specs in(String zone) {
        return new Specs(zone);
    }

    Specs cron(String... strings) {
        cron.addAll(List.of(strings));
        return this;
    }

    Specs every(String duration, String offset) {
        every.add(new Schedule.Every(Duration.parse(duration), Duration.parse(offset)));
        return this;
    }

    Specs calendar(Schedule.Calendar calendar) {
        calendars.add(calendar);
        return this;
    }

    Specs exclude(Schedule.Calendar calendar) {
        exclude.add(calendar);
        return this;
    }

    Specs jitter(String duration) {
        jitter = Duration.parse(duration);
        return this;
    }

    Specs from(String instant) {
        start = Instant.parse(instant);
        return this;
    }

    Specs to(String instant) {
        end = Instant.parse(instant);
        return this;
    }

    Schedule.Spec wire() {
        return new Schedule.Spec(cron, every, calendars, zone, jitter, start, end, exclude);
    }

    Spec read() {
        return Spec.read(wire(), Dst.NATIVE);
    }

    Spec once() {
        return Spec.read(wire(), Dst.ONCE);
    }

    /// By the words of cron: minute, hour, day of month, month, day of week, with seconds before
    /// and years behind.
    static Schedule.Calendar fields(String seven) {
        var field = seven.split(" ", -1);
        return new Schedule.Calendar(
                field[0], field[1], field[2], field[3], field[4], field[6], field[5], null);
    }
}
