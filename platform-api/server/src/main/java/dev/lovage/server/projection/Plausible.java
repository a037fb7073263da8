package dev.lovage.server.projection;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;

import java.time.Instant;
import java.util.List;

/// Refuses events that are well formed and cannot be true: one row in the year 9999 would head
/// every list for good, and a count below nothing would never be told on from.
final class Plausible {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Plausible() {}

    static RunEvent checked(RunEvent event) {
        var subject = event.subject();
        time("accepted", subject.accepted());
        time("at", event.at());
        count("epoch", subject.epoch());
        switch (event) {
            case Started started -> checked(started.seq(), started.steps());
            case Changed changed -> checked(changed.seq(), changed.steps());
            case Closed closed -> count("seq", closed.seq());
            case Confirmed _ -> {}
        }
        return event;
    }

    private static void checked(long seq, List<StepChange> steps) {
        count("seq", seq);
        for (var step : steps) {
            count("seq of " + step.path(), step.seq());
            time("at of " + step.path(), step.at());
        }
    }

    private static void count(String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " is less than nothing: " + count);
        }
    }

    private static void time(String name, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException(name + " is no time we live in: " + time);
        }
    }
}
