package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.Nearest;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An entry of Celery's beat, as a spec of ours: `{crontab: .., timezone}`, or `{every: ..,
/// relative, timezone}`. Its `dst` is `once`, which is Celery's.
///
/// @param wire the spec, as anyone could have written it
/// @param notes where Celery has it otherwise
public record Celery(Schedule.Spec wire, List<String> notes) {
    private static final Set<String> KEYS = Set.of("crontab", "every", "relative", "timezone");

    public Celery {
        notes = List.copyOf(notes);
    }

    /// What the entry says.
    ///
    /// @throws SpecException with everything that is wrong; pointers begin at the entry
    public static Celery read(Map<String, ? extends @Nullable Object> entry) {
        var flaws = new ArrayList<Flaw>();
        for (var key : entry.keySet()) {
            if (!KEYS.contains(key)) {
                flaws.add(flaw("/" + key, unknown(key)));
            }
        }
        if (entry.containsKey("relative") && !(entry.get("relative") instanceof Boolean)) {
            flaws.add(flaw("/relative", "Must be true or false."));
        }
        if (entry.containsKey("crontab") == entry.containsKey("every")) {
            flaws.add(flaw("", "Must have `crontab` or `every`, and not both."));
        }
        if (!flaws.isEmpty()) {
            throw new SpecException(flaws);
        }
        var zone = entry.get("timezone") instanceof String text ? text : null;
        var read = entry.containsKey("crontab") ? crontab(entry, zone) : every(entry, zone);
        read.spec();
        return read;
    }

    private static String unknown(String key) {
        return key.equals("solar")
                ? "Times of the sun are not supported: give times of the clock."
                : "There is no `" + key + "` here." + Nearest.hint(key, KEYS);
    }

    private static Celery crontab(
            Map<String, ? extends @Nullable Object> entry, @Nullable String zone) {
        try {
            var cron = List.of(Crontab.read(entry.get("crontab")));
            return new Celery(
                    new Schedule.Spec(cron, null, null, zone, null, null, null, null),
                    List.of(
                            "As in Celery, a local time that does not exist runs once, later, and one that is there twice runs once."));
        } catch (SpecException e) {
            throw under("/crontab", e);
        }
    }

    private static Celery every(
            Map<String, ? extends @Nullable Object> entry, @Nullable String zone) {
        try {
            var relative = Boolean.TRUE.equals(entry.get("relative"));
            var every = RunEvery.read(entry.get("every"), relative);
            return new Celery(every.wire(zone), notes(every));
        } catch (IllegalArgumentException e) {
            throw new SpecException(List.of(flaw("/every", String.valueOf(e.getMessage()))));
        }
    }

    private static List<String> notes(RunEvery every) {
        var wire = every.wire(null);
        return wire.every() == null
                ? List.of()
                : List.of(
                        "Celery counts an interval from when beat starts; here it is counted from the beginning of 1970 in UTC, whatever restarts.");
    }

    /// Read and found good.
    public Spec spec() {
        try {
            var spec = Spec.read(wire, Schedule.Dst.ONCE);
            var notes = new ArrayList<>(spec.notes());
            notes.addAll(this.notes);
            return new Spec(
                    spec.calendars(),
                    spec.intervals(),
                    spec.exclude(),
                    spec.zone(),
                    spec.jitter(),
                    spec.window(),
                    spec.dst(),
                    notes);
        } catch (SpecException e) {
            throw new SpecException(e.flaws().stream().map(Celery::placed).toList());
        }
    }

    private static Flaw placed(Flaw flaw) {
        var at = flaw.pointer();
        var place = at.startsWith("/cron") ? "/crontab" : at.startsWith("/t") ? at : "/every";
        return new Flaw(place, flaw.code(), flaw.message(), null);
    }

    private static SpecException under(String pointer, SpecException e) {
        return new SpecException(
                e.flaws().stream()
                        .map(flaw ->
                                new Flaw(
                                        pointer + flaw.pointer(),
                                        flaw.code(),
                                        flaw.message(),
                                        null))
                        .toList());
    }

    private static Flaw flaw(String pointer, String message) {
        return new Flaw(pointer, "INVALID", message, null);
    }
}
