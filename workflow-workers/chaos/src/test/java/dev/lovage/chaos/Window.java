package dev.lovage.chaos;

import dev.lovage.client.Schedule.Every;
import dev.lovage.client.Schedule.Spec;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/// The time in which a schedule runs every ten seconds; begins and ends between two of them.
record Window(Instant start, Instant end) {
    private static final long EVERY = 10;
    private static final long LEAD = 5;

    /// Begins in a moment.
    static Window soon(int minutes) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var first = now.getEpochSecond() / EVERY * EVERY + 2 * EVERY;
        var start = Instant.ofEpochSecond(first - LEAD);
        return new Window(start, start.plus(Duration.ofMinutes(minutes)));
    }

    Spec spec() {
        var every = List.of(new Every(Duration.ofSeconds(EVERY), null));
        return new Spec(null, every, null, "UTC", null, start, end, null);
    }

    /// When it must run, reckoned without Temporal: the times since 1970 that ten seconds divide.
    List<Instant> dues() {
        return LongStream.rangeClosed(start.getEpochSecond(), end.getEpochSecond())
                .filter(second -> second % EVERY == 0)
                .mapToObj(Instant::ofEpochSecond)
                .toList();
    }
}
