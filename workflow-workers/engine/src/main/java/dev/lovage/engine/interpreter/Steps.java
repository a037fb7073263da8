package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Await;
import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Flow;
import dev.lovage.canvas.Canvas.Graph;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Canvas.Loop;
import dev.lovage.canvas.Canvas.Switch;
import dev.lovage.canvas.Canvas.Try;
import dev.lovage.canvas.Canvas.Value;
import dev.lovage.canvas.Canvas.Wait;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Takes a node of any kind from where it became ready to its outcome, and beyond: notes how to
/// undo it, and starts its callbacks.
final class Steps {
    private final Memory memory;
    private final Stage stage;
    private final Filler filler;
    private final Leaves leaves;
    private final Containers containers;
    private final Chains chains;
    private final Fans fans;
    private final Flows flows;
    private final Tries tries;
    private final Graphs graphs;
    private final Loops loops;
    private final Awaits awaits;
    private final Callbacks callbacks;

    Steps(Program program, Stage stage, Memory memory, Shelter shelter) {
        this.memory = memory;
        this.stage = stage;
        this.filler = new Filler(program);
        this.containers = new Containers(this, stage, memory, filler);
        this.chains = new Chains(this, stage, memory, containers);
        this.fans = new Fans(this, stage, filler, containers);
        this.leaves =
                new Leaves(
                        stage, memory, filler, new Replacements(program, this, memory, containers));
        this.flows = new Flows(program, stage, filler, containers);
        this.tries = new Tries(this, shelter);
        this.graphs = new Graphs(this, stage, memory, filler);
        this.loops = new Loops(this, stage, memory, filler);
        this.awaits = new Awaits(this, stage, memory, filler, program.before().mail());
        this.callbacks = new Callbacks(this);
    }

    Callbacks callbacks() {
        return callbacks;
    }

    Awaits awaits() {
        return awaits;
    }

    Leaves leaves() {
        return leaves;
    }

    /// Never ends it before it returns.
    void take(Canvas node, Place at, Consumer<Outcome> then) {
        stage.ready(() -> {
            var before = memory.ended(at.path());
            if (at.scope().requested()) {
                then.accept(at.scope().stopped(at.path()));
            } else if (before != null) {
                then.accept(noted(node, at, before));
            } else if (memory.hasBegun(at.path()) || memory.isOver(at.path())) {
                run(node, at, null, outcome -> then.accept(beyond(node, at, outcome)));
            } else {
                takeNew(node, at, then);
            }
        });
    }

    private void takeNew(Canvas node, Place at, Consumer<Outcome> then) {
        var others = memory.takeOver(at.path());
        if (others == null) {
            gate(node, at, outcome -> then.accept(beyond(node, at, outcome)));
        } else {
            then.accept(remembered(node, at, noted(node, at, announced(node, at, others))));
        }
    }

    private Outcome beyond(Canvas node, Place at, Outcome outcome) {
        if (!at.scope().requested() && !memory.isOver(at.path())) {
            callbacks.start(node.traits().callbacks(), at, outcome);
        }
        return remembered(node, at, noted(node, at, outcome));
    }

    private Outcome remembered(Canvas node, Place at, Outcome outcome) {
        memory.ended(node, at.path(), outcome, !at.undos().equals(UndoLog.NONE));
        return outcome;
    }

    private static Outcome noted(Canvas node, Place at, Outcome outcome) {
        var undo = node.traits().undo();
        if (undo != null) {
            switch (outcome) {
                case Done(var value) -> at.undos().note(UndoLog.Undo.of(undo, at, value));
                case Passed(var skipped) when !skipped ->
                        at.undos().note(UndoLog.Undo.of(undo, at, at.prev().value()));
                case Passed _, Failed _ -> {}
            }
        }
        return outcome;
    }

    /// What was done in another run is announced as if it were done now.
    private Outcome announced(Canvas node, Place at, Outcome before) {
        if (node instanceof Chain) {
            return before;
        }
        var work =
                node instanceof Each && before instanceof Done(List<?> list)
                        ? new Work.Container("map", list.size())
                        : work(node, at);
        return stage.ended(at, work, before);
    }

    /// Asks its `if`, and waits for its time.
    private void gate(Canvas node, Place at, Consumer<Outcome> then) {
        var since = memory.readyAt(at.path());
        var readyAt = since == null ? stage.now() : since;
        var options = node.traits().options().begin();
        try {
            var when = node.traits().when();
            if (since == null && when != null && !filler.holds(when, at, "`if`")) {
                then.accept(stage.ended(at, work(node, at), Passed.SKIPPED));
                return;
            }
            var notBefore = options.notBefore();
            var begin = notBefore == null ? readyAt : filler.moment(notBefore, at, readyAt);
            var expiry = options.expires() == null ? null : readyAt.plus(options.expires());
            if (begin.isAfter(readyAt)) {
                schedule(node, at, readyAt);
                scheduled(node, at, begin, expiry, then);
            } else {
                run(node, at, expiry, then);
            }
        } catch (NotFilledException e) {
            then.accept(stage.ended(at, work(node, at), Stage.notFilled(at.path(), e)));
        }
    }

    private void schedule(Canvas node, Place at, Instant readyAt) {
        if (memory.readyAt(at.path()) == null) {
            stage.open(at, StepState.SCHEDULED, work(node, at));
        } else {
            stage.goesOn(at, StepState.SCHEDULED, work(node, at));
        }
        memory.waits(at.path(), readyAt);
    }

    private void scheduled(
            Canvas node,
            Place at,
            Instant begin,
            @Nullable Instant expiry,
            Consumer<Outcome> then) {
        var work = work(node, at);
        var end = expiry == null || expiry.isAfter(begin) ? begin : expiry;
        boolean tooLate = end.equals(expiry);
        stage.pause(
                at,
                end,
                outcome -> {
                    memory.starts(at.path());
                    switch (outcome) {
                        case Failed stopped -> then.accept(stage.ended(at, work, stopped));
                        case Done _, Passed _ when tooLate ->
                                then.accept(stage.ended(at, work, expired(at)));
                        case Done _, Passed _ -> run(node, at, expiry, then);
                    }
                });
    }

    private static Outcome expired(Place at) {
        return Outcome.failed(
                ErrorCode.EXPIRED, at.path(), "It expired before it was time to begin");
    }

    private void run(Canvas node, Place at, @Nullable Instant expiry, Consumer<Outcome> then) {
        switch (node) {
            case Call call -> leaves.call(call, at, expiry, then);
            case Value value -> leaves.value(value, at, then);
            case Wait wait -> leaves.wait(wait, at, then);
            case Flow flow -> flows.run(flow, at, then);
            case Chain chain -> chains.run(chain, at, then);
            case Group group -> fans.group(group, at, then);
            case Each each -> fans.each(each, at, then);
            case Switch it -> containers.choice(it, at, then);
            case Graph it ->
                    containers.contain(
                            it, at, then, work(it, at), (in, end) -> graphs.run(it, in, end));
            case Loop it ->
                    containers.contain(
                            it, at, then, work(it, at), (in, end) -> loops.run(it, in, end));
            case Await it -> awaits.run(it, at, then);
            case Try it ->
                    containers.contain(
                            it, at, then, work(it, at), (in, end) -> tries.run(it, in, end));
        }
    }

    /// What a step does of which no more is known yet.
    private Work work(Canvas node, Place at) {
        return switch (node) {
            case Call call -> filler.addressed(call, at).work();
            case Value _ -> new Work.Pure();
            case Wait _ -> new Work.Timer(null);
            case Flow flow -> flows.work(flow);
            case Chain chain -> new Work.Container("chain", chain.members().size());
            case Group group -> new Work.Container("group", group.members().size());
            case Each _ -> new Work.Container("map", 0);
            case Switch it -> new Work.Container("switch", it.branches().size());
            case Graph it -> new Work.Container("graph", it.graph().nodes().size());
            case Loop it -> new Work.Container("loop", it.max());
            case Await it -> new Work.Await(it.name(), null);
            case Try _ -> new Work.Container("try", 1);
        };
    }
}
