package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Await;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.RunInput.Mail;
import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// What waits for signals: each releases one, the one that waits longest for its name, or the one
/// that it is for.
final class Awaits {
    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;
    private final Mailbox mailbox;

    /// By path, the longest waiting first.
    private final SequencedMap<String, Open> open = new LinkedHashMap<>();

    private record Open(String path, Work.Await work, AnswerForm form, Consumer<Outcome> end) {}

    /// @param before what the run was told in histories before
    Awaits(Steps steps, Stage stage, Memory memory, Filler filler, Mail before) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
        this.mailbox = new Mailbox(before);
    }

    /// @param orders ids of the last pauses and resumes
    Mail mail(List<String> orders) {
        return new Mail(mailbox.waiting(), mailbox.known(), orders);
    }

    void run(Await node, Place at, Consumer<Outcome> then) {
        if (memory.isOver(at.path())) {
            var work = new Work.Await(node.name(), null);
            over(node, at, work, late(work, at.path()), then);
            return;
        }
        Instant until;
        try {
            until = until(node, at);
        } catch (NotFilledException e) {
            var work = new Work.Await(node.name(), null);
            then.accept(stage.ended(at, work, Stage.notFilled(at.path(), e)));
            return;
        }
        var work = new Work.Await(node.name(), until);
        var form = AnswerForm.of(node, at.path());
        var dropped = new ArrayList<Failed>();
        var there = there(node, at, form, dropped);
        Consumer<Outcome> end = outcome -> over(node, at, work, outcome, then);
        if (there != null) {
            end.accept(there);
        } else if (until != null && !until.isAfter(stage.now())) {
            end.accept(late(work, at.path()));
        } else {
            if (memory.hasBegun(at.path())) {
                stage.goesOn(at, StepState.WAITING, work);
            } else {
                stage.open(at, StepState.WAITING, work);
            }
            dropped.forEach(why -> stage.waits(at.path(), work, why.failure()));
            stage.await(at, end, landed -> wait(at, work, form, landed));
        }
    }

    /// What came before: the first that fits.
    ///
    /// @param dropped gets why others do not
    private @Nullable Outcome there(Await node, Place at, AnswerForm form, List<Failed> dropped) {
        for (var signal = mailbox.take(node.name(), at.path());
                signal != null;
                signal = mailbox.take(node.name(), at.path())) {
            try {
                return brought(signal, form, at.path());
            } catch (NotFilledException e) {
                dropped.add(AnswerForm.dropped(at.path(), e));
            }
        }
        return null;
    }

    /// Until when somebody must have said it, as it was when the await began.
    private @Nullable Instant until(Await node, Place at) {
        var timeout = node.timeout();
        var until = timeout == null ? Instant.MAX : filler.moment(timeout, at, stage.now());
        var first = memory.begins(at.path(), until);
        return first.equals(Instant.MAX) ? null : first;
    }

    /// Waits for a signal or the end of its time.
    ///
    /// @return ends it before
    private Runnable wait(Place at, Work.Await work, AnswerForm form, Consumer<Outcome> landed) {
        var until = work.until();
        Runnable late = () -> release(at.path(), late(work, at.path()));
        var alarm = until == null ? (Runnable) () -> {} : stage.bell(at.path(), until, late);
        open.put(
                at.path(),
                new Open(
                        at.path(),
                        work,
                        form,
                        outcome -> {
                            alarm.run();
                            landed.accept(outcome);
                        }));
        return () -> release(at.path(), at.scope().stopped(at.path()));
    }

    private void release(String path, Outcome outcome) {
        var one = open.remove(path);
        if (one != null) {
            one.end().accept(outcome);
        }
    }

    private void over(
            Await node, Place at, Work.Await work, Outcome outcome, Consumer<Outcome> then) {
        var instead = node.onTimeout();
        if (instead == null
                || !(outcome instanceof Failed failed && failed.is(ErrorCode.AWAIT_TIMEOUT))) {
            then.accept(stage.ended(at, work, Stage.fitting(at.path(), outcome)));
            return;
        }
        stage.open(at, StepState.RUNNING, work);
        var place = at.below(new Segment.OnTimeout());
        stage.busy();
        steps.take(
                instead,
                place,
                end -> {
                    stage.free();
                    var value = place.settled(Containers.whole(end));
                    then.accept(stage.ended(at, work, Stage.fitting(at.path(), value)));
                });
    }

    /// What comes twice counts once.
    ///
    /// @return false where there were too many: it is dropped, and who waits for it is told so
    boolean bring(Signal signal) {
        if (mailbox.knows(signal)) {
            return true;
        }
        var forThese =
                open.values().stream()
                        .filter(one -> Mailbox.isFor(signal, one.work().name(), one.path()))
                        .sorted(Comparator.comparingInt(one -> memory.rank(one.path())))
                        .toList();
        if (forThese.isEmpty()) {
            return mailbox.keeps(signal);
        }
        if (!mailbox.admits(signal)) {
            forThese.forEach(one -> stage.waits(one.path(), one.work(), tooMany(one.path())));
            return false;
        }
        var one = forThese.getFirst();
        try {
            release(one.path(), brought(signal, one.form(), one.path()));
        } catch (NotFilledException e) {
            var why = AnswerForm.dropped(one.path(), e);
            stage.waits(one.path(), one.work(), why.failure());
        }
        return true;
    }

    private static Outcome brought(Signal signal, AnswerForm form, String path) {
        var error = signal.error();
        return error == null
                ? new Done(form.filled(signal))
                : new Failed(
                        new Failure(
                                error.code(),
                                error.code(),
                                error.message(),
                                null,
                                path,
                                0,
                                false,
                                null));
    }

    private static Outcome late(Work.Await work, String path) {
        return Outcome.failed(
                ErrorCode.AWAIT_TIMEOUT,
                path,
                "No signal `%s` came before its `timeout` was over".formatted(work.name()));
    }

    private static Failure tooMany(String path) {
        var message = "This run had %d signals; all others are dropped".formatted(Signals.MOST);
        return Outcome.failed(ErrorCode.SIGNALS_DROPPED, path, message).failure();
    }
}
