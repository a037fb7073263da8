package dev.lovage.server.why;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.Outlook.Call;
import dev.lovage.server.run.RunEngine.Work;
import dev.lovage.server.run.StepRow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Decides which of all that is known holds the run: what a person has to do something about comes
/// first, then what runs, then what only time will change.
final class Deciding {
    /// So long a worker may take to pick something up before anyone is told.
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private Deciding() {}

    static Reason reason(Known known) {
        var outlook = known.outlook();
        if (known.state().ended()) {
            return new Reason.Ended(known.state(), true);
        }
        if (outlook == null) {
            return new Reason.Forgotten();
        }
        return Stream.<Supplier<Optional<Reason>>>of(
                        () -> over(outlook),
                        () -> later(outlook, known.now()),
                        () -> paused(known, outlook),
                        () -> turn(outlook, known.now()),
                        () -> unserved(known),
                        () -> retried(known, outlook),
                        () -> retrying(known),
                        () -> running(outlook),
                        () -> untaken(known, outlook),
                        () -> waiting(known))
                .flatMap(look -> look.get().stream())
                .findFirst()
                .orElseGet(() -> nothing(known));
    }

    private static Optional<Reason> over(Outlook outlook) {
        var state = outlook.description().state();
        return some(state.ended(), () -> new Reason.Ended(state, false));
    }

    private static Optional<Reason> later(Outlook outlook, Instant now) {
        var begins = outlook.begins();
        return some(begins.isAfter(now), () -> new Reason.Later(begins));
    }

    private static Optional<Reason> paused(Known known, Outlook outlook) {
        return some(
                known.state() == RunState.PAUSED
                        || outlook.description().state() == RunState.PAUSED,
                () -> new Reason.Paused(null));
    }

    /// The run's own turn: nothing else matters while it is due.
    private static Optional<Reason> turn(Outlook outlook, Instant now) {
        var turn = outlook.turn();
        if (turn == null) {
            return Optional.empty();
        }
        if (turn.attempt() > 1) {
            return Optional.of(new Reason.Stuck(turn.attempt() - 1, turn.since(), null));
        }
        return some(
                !turn.taken() && late(turn.since(), now),
                () ->
                        new Reason.Untaken(
                                new Places.Place(
                                        null, outlook.description().queue(), null, turn.since()),
                                Work.RUNS));
    }

    private static Optional<Reason> unserved(Known known) {
        return earliest(known, Deciding::isUnserved)
                .map(step -> new Reason.Unserved(Places.of(step), List.of()));
    }

    private static boolean isUnserved(StepRow step) {
        var error = step.error();
        return step.state() == StepState.WAITING
                && error != null
                && error.code().equals(ErrorCode.NO_HANDLER.name());
    }

    /// Temporal itself makes most attempts again, and tells of it nobody but who asks.
    private static Optional<Reason> retried(Known known, Outlook outlook) {
        return outlook.calls().stream()
                .filter(call -> !call.taken() && call.trouble() != null)
                .max(Comparator.comparingInt(Call::attempt))
                .map(call -> retrying(known, call));
    }

    private static Reason retrying(Known known, Call call) {
        var place = Places.of(call, known.step(call));
        var trouble = call.trouble();
        var path = place.path() == null ? "" : place.path();
        var failure =
                new Failure(
                        trouble == null ? "" : trouble.type(),
                        trouble == null ? "" : trouble.type(),
                        trouble == null ? "" : trouble.message(),
                        call.task(),
                        path,
                        call.attempt() - 1,
                        true,
                        null);
        return new Reason.Retrying(place, failure, call.next());
    }

    /// By the run itself. What workers say is telemetry: of their attempts Temporal knows better.
    private static Optional<Reason> retrying(Known known) {
        return earliest(
                        known,
                        step -> step.state() == StepState.RETRYING && step.underway() == null)
                .flatMap(step ->
                        Optional.ofNullable(step.error())
                                .map(error -> new Reason.Retrying(Places.of(step), error, null)));
    }

    private static Optional<Reason> running(Outlook outlook) {
        var tasks = Math.toIntExact(outlook.calls().stream().filter(Call::taken).count());
        return some(tasks > 0, () -> new Reason.Running(tasks));
    }

    private static Optional<Reason> untaken(Known known, Outlook outlook) {
        return outlook.calls().stream()
                .filter(call -> late(call.since(), known.now()))
                .min(Comparator.comparing(Call::since))
                .map(call -> new Reason.Untaken(Places.of(call, known.step(call)), Work.TASKS));
    }

    /// Not while anything is on its way to a worker.
    private static Optional<Reason> waiting(Known known) {
        var outlook = known.outlook();
        if (outlook == null || outlook.turn() != null || !outlook.calls().isEmpty()) {
            return Optional.empty();
        }
        return earliest(known, Deciding::isAwait)
                .map(Deciding::awaiting)
                .or(() ->
                        earliest(known, Deciding::isTimer)
                                .map(step -> new Reason.Timer(Places.of(step), until(step))))
                .or(() -> known.open().stream().flatMap(Deciding::child).findFirst())
                .or(() ->
                        earliest(known, step -> step.state() == StepState.WAITING)
                                .map(step -> new Reason.Waiting(Places.of(step))));
    }

    private static Stream<Reason> child(StepRow step) {
        return step.work() instanceof StepChange.Work.Flow(var _, var _, var run) && run != null
                ? Stream.of(new Reason.Child(Places.of(step), run))
                : Stream.of();
    }

    private static boolean isAwait(StepRow step) {
        return step.state() == StepState.WAITING && step.work() instanceof StepChange.Work.Await;
    }

    private static Reason awaiting(StepRow step) {
        return step.work() instanceof StepChange.Work.Await(var name, var until)
                ? new Reason.Awaiting(Places.of(step), name, List.of(), until)
                : new Reason.Waiting(Places.of(step));
    }

    private static @Nullable Instant until(StepRow step) {
        return step.work() instanceof StepChange.Work.Timer(var until) ? until : null;
    }

    private static boolean isTimer(StepRow step) {
        return step.state() == StepState.SCHEDULED
                || (step.state() == StepState.WAITING
                        && step.work() instanceof StepChange.Work.Timer);
    }

    private static Reason nothing(Known known) {
        if (known.overlay() == Overlay.STALE && known.outlook() != null) {
            return new Reason.Stale(Places.named(known.outlook().description().queue()));
        }
        return known.lag().isPositive() ? new Reason.Behind(known.lag()) : new Reason.Running(0);
    }

    private static Optional<StepRow> earliest(Known known, Predicate<StepRow> which) {
        return known.open().stream().filter(which).min(Comparator.comparing(Deciding::since));
    }

    private static Instant since(StepRow step) {
        var queued = step.times().queuedAt();
        return queued == null ? Instant.MAX : queued;
    }

    private static boolean late(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(PROMPT) > 0;
    }

    private static Optional<Reason> some(boolean whether, Supplier<Reason> reason) {
        return whether ? Optional.of(reason.get()) : Optional.empty();
    }
}
