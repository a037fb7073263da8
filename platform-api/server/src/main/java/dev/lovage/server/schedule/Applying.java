package dev.lovage.server.schedule;

import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.schedule.ScheduleEngine.Described;
import dev.lovage.server.schedule.ScheduleEngine.State;
import dev.lovage.server.schedule.ScheduleEngine.Wanted;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Brings one schedule in Temporal to what was saved, and learns how it stands. Done again it
/// changes nothing.
final class Applying {
    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);
    static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLED = 6;

    private final ScheduleStore store;
    private final ScheduleEngine engine;
    private final SchedulePlan plan;
    private final Clock clock;

    Applying(ScheduleStore store, ScheduleEngine engine, SchedulePlan plan, Clock clock) {
        this.store = store;
        this.engine = engine;
        this.plan = plan;
        this.clock = clock;
    }

    /// Whether Temporal answered.
    boolean apply(ScheduleRow row) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            if (row.progress().gone()) {
                engine.delete(row.key().id());
                store.remove(row);
            } else {
                keep(row, now, applied(resumed(row, now), now));
            }
            return true;
        } catch (ApiException e) {
            failed(row, now, e);
            return e.code() != Code.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.warn("The schedule {} could not be applied", row.key().id(), e);
            failed(row, now, ApiException.of(Code.INTERNAL, said(e)));
            return true;
        }
    }

    /// What a look at one schedule gave.
    private record Look(Standing standing, Progress progress) {}

    private void keep(ScheduleRow row, Instant now, Look look) {
        var until = row.standing().until();
        var again = now.plus(PAUSE);
        store.found(
                row,
                look.standing(),
                look.progress(),
                now,
                until != null && until.isAfter(now) && until.isBefore(again) ? until : again);
    }

    /// The row, once a pause that was to end has ended in Temporal too.
    private ScheduleRow resumed(ScheduleRow row, Instant now) {
        var until = row.standing().until();
        if (until == null || until.isAfter(now)) {
            return row;
        }
        var note = "Resumed: the pause was to end at " + until;
        if (engine.describe(row.key().id()).map(Described::state).filter(State::paused).isPresent()
                && engine.steer(row.key().id(), false, note)) {
            LOG.info("The schedule {} is resumed", row.key().id());
        }
        store.steered(row.key(), false, note, null);
        return row;
    }

    private Look applied(ScheduleRow row, Instant now) {
        var id = row.key().id();
        var found = engine.describe(id);
        var saved = row.saved().version() > row.progress().applied();
        if (found.isEmpty() && !saved) {
            return new Look(ended(row, now), row.progress().tries(0));
        }
        Wanted wanted;
        try {
            wanted = plan.of(row.key(), row.put());
        } catch (ApiException e) {
            return unplanned(row, found, e, now);
        }
        if (found.isPresent() && saved && (row.progress().renew() || found.get().isOver())) {
            engine.delete(id);
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            return made(row, wanted, now);
        }
        return saved || differs(row.progress(), wanted, found.get())
                ? updated(row, wanted, found.get(), now)
                : new Look(standing(found.get(), now), row.progress().tries(0));
    }

    private static boolean differs(Progress progress, Wanted wanted, Described found) {
        return !wanted.digest().equals(progress.wanted())
                || !found.digest().equals(progress.found());
    }

    /// What it is to be can no longer be: Temporal goes on with what it has.
    private static Look unplanned(
            ScheduleRow row, Optional<Described> found, ApiException e, Instant now) {
        if (e.code() == Code.UNAVAILABLE || found.isEmpty()) {
            throw e;
        }
        return new Look(
                standing(found.get(), now).as(Applied.State.FAILED, told(e)),
                row.progress().tries(row.progress().tries() + 1));
    }

    private Look made(ScheduleRow row, Wanted wanted, Instant now) {
        var put = row.put();
        var state = new State(Boolean.TRUE.equals(put.paused()), put.note(), put.remaining());
        if (engine.create(row.key().id(), wanted, state)) {
            LOG.info("The schedule {} is made", row.key().id());
        }
        return look(row, wanted, described(row), now);
    }

    private Look updated(ScheduleRow row, Wanted wanted, Described before, Instant now) {
        engine.update(row.key().id(), wanted, before);
        var after = described(row);
        if (after.token().updated() == null
                || after.token().updated().equals(before.token().updated())) {
            throw ApiException.of(
                    Code.PRECONDITION_FAILED, "It changed in Temporal while it was applied.");
        }
        LOG.info("The schedule {} is brought to version {}", row.key().id(), row.saved().version());
        return look(row, wanted, after, now);
    }

    private Described described(ScheduleRow row) {
        return engine.describe(row.key().id())
                .orElseThrow(() ->
                        ApiException.of(
                                Code.PRECONDITION_FAILED, "It went away while it was applied."));
    }

    private static Look look(ScheduleRow row, Wanted wanted, Described found, Instant now) {
        var progress =
                row.progress().applied(row.saved().version(), wanted.digest(), found.digest());
        return new Look(standing(found, now), progress);
    }

    private static Standing standing(Described found, Instant now) {
        var state = found.state();
        return new Standing(
                found.isOver() ? Applied.State.ENDED : Applied.State.APPLIED,
                null,
                now,
                state.paused(),
                state.note(),
                null,
                state.remaining(),
                found.fires());
    }

    /// Temporal had it once. Whether it has run its course or someone deleted it there looks the
    /// same from here.
    private static Standing ended(ScheduleRow row, Instant now) {
        var old = row.standing();
        return new Standing(
                Applied.State.ENDED,
                null,
                now,
                false,
                old.note(),
                null,
                old.remaining(),
                new Fires(
                        List.of(), old.fires().recent(), old.fires().last(), old.fires().counts()));
    }

    /// An outage says nothing about a schedule that Temporal has already.
    private void failed(ScheduleRow row, Instant now, ApiException e) {
        var saved = row.saved().version() > row.progress().applied();
        var standing =
                switch (e.code()) {
                    case UNAVAILABLE, RATE_LIMITED, PRECONDITION_FAILED ->
                            saved
                                    ? row.standing().as(Applied.State.PENDING, e.detail())
                                    : row.standing();
                    default -> row.standing().as(Applied.State.FAILED, told(e));
                };
        var tries = row.progress().tries() + 1;
        var wait = Duration.ofSeconds(1L << Math.min(tries - 1, MOST_DOUBLED));
        store.found(
                row,
                standing,
                row.progress().tries(tries),
                now,
                now.plus(wait.compareTo(PAUSE) < 0 ? wait : PAUSE));
    }

    private static String told(ApiException e) {
        return e.errors().isEmpty()
                ? e.detail()
                : e.detail() + " (" + e.errors().getFirst().pointer() + ")";
    }

    private static String said(RuntimeException e) {
        var message = e.getMessage();
        return message == null ? "Something went wrong here." : message;
    }
}
