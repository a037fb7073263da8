package dev.lovage.engine.task;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;
import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/// What one attempt says of itself: once how it began and how it ended, and in between once a
/// second at most how far it is.
final class Report {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Consumer<AttemptEvent> telemetry;
    private final Subject subject;
    private final InstantSource clock;
    private final Later later;
    private Instant said = Instant.MIN;
    private @Nullable Progressed unsaid;
    private boolean over;

    /// Does something after that time, or never if the attempt ends before.
    interface Later {
        void after(Duration time, Runnable then);
    }

    Report(Consumer<AttemptEvent> telemetry, Subject subject, InstantSource clock, Later later) {
        this.telemetry = telemetry;
        this.subject = subject;
        this.clock = clock;
        this.later = later;
    }

    void began() {
        telemetry.accept(new Began(subject, now()));
    }

    /// The first is told at once; of those within the next second the last, when it is over.
    synchronized void progress(long done, long total, String message) {
        var at = now();
        boolean waits = unsaid != null;
        unsaid = new Progressed(subject, at, done, total, shortened(message));
        if (waits) {
            return;
        }
        if (said.equals(Instant.MIN) || !at.isBefore(said.plus(PACE))) {
            say();
        } else {
            var left = Duration.between(at, said.plus(PACE));
            later.after(left.compareTo(PACE) < 0 ? left : PACE, this::say);
        }
    }

    private synchronized void say() {
        if (unsaid != null && !over) {
            telemetry.accept(unsaid);
        }
        said = now();
        unsaid = null;
    }

    synchronized void ended(Outcome outcome, @Nullable Failure error, @Nullable Instant next) {
        over = true;
        telemetry.accept(new Ended(subject, now(), outcome, error, next));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String shortened(String message) {
        return message.length() <= Progressed.MESSAGE_CHARS
                ? message
                : message.substring(0, Progressed.MESSAGE_CHARS);
    }
}
