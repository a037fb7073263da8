package dev.lovage.engine;

import static java.util.Objects.requireNonNull;

import dev.lovage.engine.CallOptions.Bounds;
import dev.lovage.engine.interpreter.CallStep;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// How often, and until when, a call may still be tried.
final class Allowance {
    private final CallStep step;
    private final Instant readyAt;
    private Instant queuedAt;
    private Attempts attempts;
    private int asked;

    Allowance(CallStep step, Instant readyAt) {
        this.step = step;
        this.readyAt = readyAt;
        this.queuedAt = readyAt;
        this.attempts = Attempts.of(requireNonNull(step.options().retry().attempts()));
    }

    /// How many attempts there were.
    int made() {
        return attempts.made();
    }

    /// Of the next dispatch. Only the first start expires, but the server bounds each alike: so it
    /// gets no second one to make.
    int attempts() {
        return expires() ? 1 : attempts.left();
    }

    /// @param attempts of the next dispatch
    Bounds bounds(Instant now, int attempts) {
        var total = step.options().timeout().total();
        return new Bounds(
                attempts,
                Duration.between(now, patience()),
                total == null ? null : Duration.between(now, readyAt.plus(total)));
    }

    /// Until when somebody must have taken it.
    Instant patience() {
        var end = queueEnd();
        var expiry = expiry();
        return expiry != null && expiry.isBefore(end) ? expiry : end;
    }

    /// Whether it is expired when its patience is over.
    boolean expiresFirst() {
        return patience().equals(expiry());
    }

    private boolean expires() {
        return expiry() != null;
    }

    private @Nullable Instant expiry() {
        return attempts.made() == 0 ? step.expiresAt() : null;
    }

    private Instant queueEnd() {
        return queuedAt.plus(requireNonNull(step.options().timeout().queue()));
    }

    /// A dispatch ended in this attempt of its own, which was lost.
    void lost(int last) {
        attempts = attempts.lost(last);
    }

    /// A dispatch failed in this attempt of its own, the last it had.
    void spent(int last) {
        attempts = attempts.failed(last);
    }

    /// The task asked in this attempt of a dispatch for another one, which would begin then:
    /// whether it may.
    ///
    /// @param max how often it may ask; absent: as the policy says
    boolean asked(int last, @Nullable Integer max, Instant then) {
        attempts = attempts.failed(last);
        asked++;
        var total = step.options().timeout().total();
        return (max == null ? !attempts.exhausted() : asked <= max)
                && (total == null || then.isBefore(readyAt.plus(total)));
    }

    /// Whether one more may begin then.
    boolean another(Instant then) {
        return !attempts.exhausted() && !isOver(then);
    }

    /// Whether all the time it has is over then.
    boolean isOver(Instant then) {
        var total = step.options().timeout().total();
        return total != null && !then.isBefore(readyAt.plus(total));
    }

    /// It begins to wait for a worker once more.
    void queued(Instant now) {
        queuedAt = now;
    }
}
