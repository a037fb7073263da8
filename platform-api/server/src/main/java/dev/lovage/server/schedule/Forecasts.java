package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Forecast;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.server.run.RunStore.Took;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Compares how long runs take with how often they are due.
final class Forecasts {
    private Forecasts() {}

    static Forecast of(Took measured, Duration gap, Schedule.Policies policies) {
        var p95 = measured.p95().truncatedTo(ChronoUnit.MILLIS);
        var overlaps = p95.compareTo(gap) > 0;
        var facts =
                "95 of 100 runs took at most %s; the shortest time between two is %s."
                        .formatted(words(p95), words(gap));
        var overlap = policies.overlap() == null ? Overlap.SKIP : policies.overlap();
        return new Forecast(
                p95, measured.runs(), overlaps, overlaps ? facts + " " + then(overlap) : facts);
    }

    private static String then(Overlap overlap) {
        return switch (overlap) {
            case SKIP -> "When a run has not ended the next is left out.";
            case BUFFER_ONE -> "When a run has not ended one more waits, and others are left out.";
            case BUFFER_ALL -> "Runs will queue up, and may never catch up.";
            case CANCEL_OTHER -> "The next will cancel the one before.";
            case TERMINATE_OTHER -> "The next will end the one before.";
            case ALLOW_ALL -> "Several will run side by side.";
        };
    }

    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
