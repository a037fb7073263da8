package dev.lovage.server.schedule;

import dev.lovage.client.Problem;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Dst;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Policies;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.calendar.Celery;
import dev.lovage.server.calendar.Spec;
import dev.lovage.server.calendar.SpecException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a caller says of a schedule: everything is checked, and filled in that has a default.
final class Drafts {
    static final Duration SHORTEST_CATCHUP = Duration.ofSeconds(10);
    static final Duration LONGEST_CATCHUP = Duration.ofDays(365);
    static final int LONGEST_NOTE = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    private Drafts() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.at(
                    Code.INVALID,
                    "/name",
                    "The name of a schedule is 1 to 64 small letters, digits and `-`, with no `-`"
                            + " at either end.");
        }
    }

    /// The put as it is kept.
    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    static Schedule.Put put(Map<?, ?> body) {
        var put = Bodies.as(body, Schedule.Put.class);
        var action = action(put.action());
        var wire = wire(put.spec(), put.celery());
        var policies = policies(put.policies(), put.celery() != null);
        var spec = SchedulePlan.spec(wire, policies.dst());
        checkNote(put.note());
        return new Schedule.Put(
                action,
                wire,
                put.celery(),
                policies,
                Boolean.TRUE.equals(put.paused()),
                put.note(),
                remaining(put.remaining(), spec));
    }

    private static Schedule.Action action(Schedule.@Nullable Action action) {
        if (action == null) {
            throw ApiException.at(Code.INVALID, "/action", "A schedule needs an `action`.");
        }
        var kinds = Stream.of(action.workflow(), action.task(), action.canvas());
        if (kinds.filter(kind -> kind != null).count() != 1) {
            throw ApiException.at(
                    Code.INVALID,
                    "/action",
                    "An action has exactly one of `workflow`, `task` and `canvas`.");
        }
        if (action.revision() != null && action.workflow() == null) {
            throw ApiException.at(
                    Code.INVALID, "/action/revision", "Only a workflow has revisions.");
        }
        return action;
    }

    /// The spec, as it was given or as Celery's entry says.
    static Schedule.Spec wire(
            Schedule.@Nullable Spec spec, @Nullable Map<String, @Nullable Object> celery) {
        if ((spec == null) == (celery == null)) {
            throw ApiException.at(
                    Code.INVALID, "/spec", "A schedule needs either `spec` or `celery`.");
        }
        return celery == null
                ? Objects.requireNonNull(spec)
                : read("/celery", () -> Celery.read(celery)).wire();
    }

    /// What an entry of Celery's means here that it does not mean there.
    static List<String> notes(@Nullable Map<String, @Nullable Object> celery) {
        return celery == null ? List.of() : read("/celery", () -> Celery.read(celery)).notes();
    }

    /// What `reading` gives; throws `INVALID` with everything that is wrong.
    ///
    /// @param prefix pointer to what is read, in the body
    static <T> T read(String prefix, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SpecException e) {
            List<Problem.Detail> details = Bodies.details(prefix, e.flaws());
            throw ApiException.of(Code.INVALID, details.getFirst().message(), details);
        }
    }

    static Policies policies(@Nullable Policies policies, boolean celery) {
        var given = policies == null ? new Policies(null, null, null, null) : policies;
        var catchup = given.catchup() == null ? Policies.DEFAULT.catchup() : given.catchup();
        if (catchup != null
                && (catchup.compareTo(SHORTEST_CATCHUP) < 0
                        || catchup.compareTo(LONGEST_CATCHUP) > 0)) {
            throw ApiException.at(Code.INVALID, "/policies/catchup", "Must be from 10s to 365d.");
        }
        var dst = given.dst() == null ? (celery ? Dst.ONCE : Dst.NATIVE) : given.dst();
        return new Policies(
                given.overlap() == null ? Overlap.SKIP : given.overlap(),
                catchup,
                Boolean.TRUE.equals(given.pauseOnFailure()),
                dst);
    }

    private static @Nullable Long remaining(@Nullable Long remaining, Spec spec) {
        if (remaining != null && remaining < 1) {
            throw ApiException.at(
                    Code.INVALID,
                    "/remaining",
                    "Must be 1 or more; leave it out for a schedule without end.");
        }
        return remaining == null && spec.isOneShot() ? Long.valueOf(1) : remaining;
    }

    static void checkNote(@Nullable String note) {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw ApiException.at(Code.INVALID, "/note", "A note has at most 1,000 characters.");
        }
    }
}
