package dev.lovage.server.calendar;

import dev.lovage.client.Schedule.Dst;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// The sentences of a preview.
final class Says {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Spec spec;

    Says(Spec spec) {
        this.spec = spec;
    }

    /// What happens as things are set, and what would with the other setting of `dst`.
    String of(Touch touch) {
        var once = spec.dst() == Dst.ONCE;
        return switch (touch) {
            case Touch.Gap gap -> gap(gap, once);
            case Touch.Twice twice -> twice(twice, once);
            case Touch.Lost lost ->
                    said(
                            lost,
                            "comes after a gap at midnight, which Temporal takes for the day before",
                            once
                                    ? "it runs all the same."
                                    : "it is left out. With `dst: once` it runs.");
            case Touch.Stray stray ->
                    said(
                            stray,
                            "is not of this schedule, but Temporal fires when the clocks are changed",
                            once ? "it is skipped." : "it runs. With `dst: once` it is skipped.");
        };
    }

    private String gap(Touch.Gap gap, boolean once) {
        var later = "it runs at " + time(gap.at());
        if (once || gap.fires()) {
            return said(gap, "does not exist", later + ".");
        }
        return said(gap, "does not exist", "it is left out. With `dst: once` " + later + ".");
    }

    private String twice(Touch.Twice twice, boolean once) {
        if (twice.firesTwice() && twice.once()) {
            return said(
                    twice,
                    "is there twice",
                    once
                            ? "it runs the first time only."
                            : "it runs twice. With `dst: once` it runs the first time only.");
        }
        if (twice.firesTwice()) {
            return said(twice, "is there twice", "it runs twice, as `every` asks for.");
        }
        var which = twice.firstFires() ? "first" : "second";
        return said(
                twice,
                "is there twice",
                twice.firstFires() || twice.secondFires()
                        ? "it runs once, the " + which + " time."
                        : "Temporal leaves it out.");
    }

    private static String said(Touch touch, String what, String then) {
        return "%s on %s %s: %s"
                .formatted(time(touch.local()), touch.local().toLocalDate(), what, then);
    }

    private String time(Instant at) {
        return time(LocalDateTime.ofInstant(at, spec.zone()));
    }

    private static String time(LocalDateTime local) {
        return (local.getSecond() == 0 ? MINUTE : SECOND).format(local);
    }

    String end(int fires) {
        if (fires == 0) {
            return "No more times were found: they are in the past, after 2100, or excluded.";
        }
        return fires == 1
                ? "Only one more time was found."
                : "Only " + fires + " more times were found.";
    }

    String close(Duration gap) {
        return "Two parts of this fire within %d s of each other.".formatted(gap.toSeconds());
    }

    String jitter() {
        return "With jitter a time is up to %s later, but never later than the next one."
                .formatted(spec.jitter().toString());
    }
}
