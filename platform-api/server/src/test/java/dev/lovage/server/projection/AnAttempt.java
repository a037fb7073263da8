package dev.lovage.server.projection;

import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;

import java.time.Instant;

/// An attempt that says how it goes: fixtures of tests.
public record AnAttempt(Subject subject, Instant zero) {
    private static final Instant ZERO = Instant.parse("2026-11-20T10:00:00Z");

    public static AnAttempt of(String run, String path, int attempt) {
        return new AnAttempt(
                new Subject(
                        "default",
                        run,
                        ARun.ACCEPTED,
                        "t-" + run,
                        path,
                        "files.read",
                        attempt,
                        "1@here"),
                ZERO);
    }

    AnAttempt in(String temporalRun) {
        return new AnAttempt(
                new Subject(
                        subject.tenant(),
                        subject.run(),
                        subject.accepted(),
                        temporalRun,
                        subject.path(),
                        subject.task(),
                        subject.attempt(),
                        subject.worker()),
                zero);
    }

    /// Its time begins at `now`.
    public AnAttempt from(Instant now) {
        return new AnAttempt(subject, now);
    }

    static Instant at(long second) {
        return ZERO.plusSeconds(second);
    }

    public Began began(long second) {
        return new Began(subject, zero.plusSeconds(second));
    }

    public Progressed progressed(long second, long done) {
        return new Progressed(subject, zero.plusSeconds(second), done, 10, "file " + done);
    }

    /// Another attempt is due at `next`.
    public Ended failed(long second, long next) {
        return new Ended(
                subject,
                zero.plusSeconds(second),
                Outcome.FAILED,
                ARun.failure(subject.path()),
                zero.plusSeconds(next));
    }

    /// Nobody knows of another attempt.
    public Ended ended(long second, Outcome outcome) {
        return new Ended(subject, zero.plusSeconds(second), outcome, null, null);
    }
}
