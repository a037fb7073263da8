package dev.lovage.server.reconcile;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.reconcile.ShownRuns.Handed;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.Outlook.Call;
import dev.lovage.server.run.RunEngine.Work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// What a look at an open run, of which nothing was heard for a while, says about it.
sealed interface Judgement {
    /// So many failed attempts of the run's own turn are no coincidence.
    int WEDGED = 5;

    /// It waits for something, and the read model knows for what.
    record Well() implements Judgement {}

    /// More has happened than was told.
    record Behind() implements Judgement {}

    /// Something keeps it from going on.
    ///
    /// @param queue that nobody serves, else of the run, as on the wire
    record Held(Overlay overlay, Instant since, String queue) implements Judgement {}

    /// What follows from a look.
    ///
    /// @param events of the history at the look before; -1 when there was none
    /// @param served whether somebody polls a queue for such work
    static Judgement of(
            Shown shown,
            Outlook outlook,
            List<Handed> handed,
            long events,
            BiPredicate<String, Work> served) {
        return held(outlook, served)
                .<Judgement>map(held -> held)
                .orElseGet(
                        () -> isBehind(shown, outlook, handed, events) ? new Behind() : new Well());
    }

    private static Optional<Held> held(Outlook outlook, BiPredicate<String, Work> served) {
        var turn = outlook.turn();
        var queue = outlook.description().queue();
        if (turn != null && turn.attempt() >= WEDGED) {
            return Optional.of(new Held(Overlay.WEDGED, turn.since(), queue));
        }
        if (turn != null && !turn.taken() && !served.test(queue, Work.RUNS)) {
            return Optional.of(new Held(Overlay.NO_WORKER, turn.since(), queue));
        }
        return outlook.calls().stream()
                .filter(call -> !call.taken() && !served.test(call.queue(), Work.TASKS))
                .map(call -> new Held(Overlay.NO_WORKER, call.since(), call.queue()))
                .findFirst();
    }

    /// A turn that is due will tell by itself.
    private static boolean isBehind(
            Shown shown, Outlook outlook, List<Handed> handed, long events) {
        if (outlook.turn() != null) {
            return false;
        }
        var begun = outlook.description().state() != RunState.QUEUED;
        return (events >= 0 && outlook.events() > events)
                || (begun && shown.version() == 0)
                || differs(outlook.calls(), handed);
    }

    /// Whether a task was handed over that no step tells of, or is over that a step shows at work.
    private static boolean differs(List<Call> calls, List<Handed> handed) {
        var there = calls.stream().map(Call::activity).collect(Collectors.toSet());
        var here = handed.stream().map(Handed::activity).collect(Collectors.toSet());
        return !here.containsAll(there)
                || handed.stream()
                        .filter(step ->
                                step.state() == StepState.QUEUED
                                        || step.state() == StepState.RUNNING)
                        .anyMatch(step -> !there.contains(step.activity()));
    }
}
