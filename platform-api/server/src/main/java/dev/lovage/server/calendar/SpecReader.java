package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads a spec from the wire and collects all that is wrong with it.
final class SpecReader {
    /// Entries of each list.
    static final int MOST = 50;

    static final Duration LONGEST_JITTER = Duration.ofDays(30);

    private final List<Flaw> flaws = new ArrayList<>();
    private final Schedule.Spec wire;

    private SpecReader(Schedule.Spec wire) {
        this.wire = wire;
    }

    static Spec read(Schedule.Spec wire, Schedule.Dst dst) {
        return new SpecReader(wire).spec(dst);
    }

    private Spec spec(Schedule.Dst dst) {
        var zone = tried("/timezone", "TIMEZONE", () -> Zones.read(wire.timezone()));
        var window = window();
        var calendars = new ArrayList<>(list("/cron", wire.cron(), CalendarReader::cron));
        calendars.addAll(list("/calendars", wire.calendars(), CalendarReader::calendar));
        var exclude = list("/exclude", wire.exclude(), CalendarReader::exclusion);
        var intervals = new ArrayList<>(list("/every", wire.every(), IntervalReader::read));
        if (saysNothing(wire)) {
            oneShot(window, intervals);
        }
        var jitter = jitter(window);
        if (!flaws.isEmpty()) {
            throw new SpecException(flaws);
        }
        return new Spec(
                calendars,
                intervals,
                exclude,
                zone == null ? ZoneOffset.UTC : zone,
                jitter,
                window,
                dst,
                Notes.of(wire, calendars));
    }

    private static boolean saysNothing(Schedule.Spec wire) {
        return isEmpty(wire.cron()) && isEmpty(wire.every()) && isEmpty(wire.calendars());
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    /// Every second of a window of one second.
    private void oneShot(Window window, List<Interval> intervals) {
        if (window.isInstant()) {
            intervals.add(Interval.of(Duration.ofSeconds(1)));
        } else {
            flaw(
                    "",
                    "EMPTY",
                    "This never fires: give `cron`, `every` or `calendars`; or for a single time the same instant as `startAt` and `endAt`.");
        }
    }

    private Window window() {
        wholeSeconds("/startAt", wire.startAt());
        wholeSeconds("/endAt", wire.endAt());
        var start = wire.startAt();
        var end = wire.endAt();
        if (start != null && end != null && start.isAfter(end)) {
            flaw("/endAt", "RANGE", "It ends before it starts: must be after `startAt`.");
        }
        return new Window(start, end);
    }

    private void wholeSeconds(String pointer, @Nullable Instant time) {
        if (time != null && !time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            flaw(pointer, "RANGE", "Must be a whole second: leave out the fraction.");
        }
    }

    private Duration jitter(Window window) {
        var jitter = wire.jitter() == null ? Duration.ZERO : wire.jitter();
        if (jitter.isNegative() || jitter.compareTo(LONGEST_JITTER) > 0) {
            flaw("/jitter", "RANGE", "Must be from 0s to 30d.");
        } else if (!jitter.isZero() && window.isInstant()) {
            flaw("/jitter", "RANGE", "A single time has no jitter: leave it out.");
        }
        return jitter;
    }

    private <W, T> List<T> list(String pointer, @Nullable List<W> wire, Function<W, T> reader) {
        var read = new ArrayList<T>();
        if (wire == null) {
            return read;
        }
        if (wire.size() > MOST) {
            flaw(pointer, "TOO_MANY", "At most " + MOST + " entries, not " + wire.size() + ".");
            return read;
        }
        for (int i = 0; i < wire.size(); i++) {
            var at = pointer + "/" + i;
            var entry = wire.get(i);
            if (entry == null) {
                flaw(at, "INVALID", "Nothing stands here: remove it.");
                continue;
            }
            var one = tried(at, "INVALID", () -> reader.apply(entry));
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    private <T> @Nullable T tried(String pointer, String code, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SpecException e) {
            e.flaws().forEach(part -> flaw(pointer + part.pointer(), part.code(), part.message()));
        } catch (IllegalArgumentException e) {
            flaw(pointer, code, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private void flaw(String pointer, String code, String message) {
        flaws.add(new Flaw(pointer, code, message, null));
    }
}
