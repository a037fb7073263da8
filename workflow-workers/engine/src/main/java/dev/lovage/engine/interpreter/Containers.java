package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Switch;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import java.time.Instant;
import java.util.function.Consumer;

/// What all nodes have in common that others stand in, and the choice between branches.
final class Containers {
    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;

    Containers(Steps steps, Stage stage, Memory memory, Filler filler) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
    }

    /// What goes on in a container.
    interface Inside {
        void go(Place at, Consumer<Outcome> end);
    }

    /// A container that is a step: begins, and ends with what its members made.
    void contain(Canvas node, Place at, Consumer<Outcome> then, Work work, Inside inside) {
        if (!memory.hasBegun(at.path())) {
            stage.open(at, StepState.RUNNING, work);
        }
        timed(
                node,
                at,
                outcome -> then.accept(stage.ended(at, work, Stage.fitting(at.path(), outcome))),
                inside);
    }

    /// What stands in a node gets its options, and has to keep its deadline.
    void timed(Canvas node, Place at, Consumer<Outcome> then, Inside inside) {
        timed(node, at, stage.now(), then, inside);
    }

    /// @param since when the time of its deadline began
    void timed(Canvas node, Place at, Instant since, Consumer<Outcome> then, Inside inside) {
        var options = node.traits().options();
        var total = options.timeout().total();
        if (total == null) {
            memory.begins(at.path(), Instant.MAX);
            inside.go(at.under(options), then);
            return;
        }
        var until = memory.begins(at.path(), since.plus(total));
        var scope = at.scope().inner();
        var timer = stage.alarm(at.path(), until, () -> scope.request(ErrorCode.CANCELLED));
        inside.go(
                at.under(options).in(scope),
                outcome -> {
                    timer.run();
                    scope.leave();
                    boolean late = scope.requested() && !at.scope().requested();
                    then.accept(late && outcome instanceof Failed ? late(at) : outcome);
                });
    }

    private static Failed late(Place at) {
        return Outcome.failed(
                ErrorCode.TIMEOUT_TOTAL, at.path(), "Its `timeout.total` was over before it ended");
    }

    void choice(Switch node, Place at, Consumer<Outcome> then) {
        var work = new Work.Container("switch", node.branches().size());
        contain(
                node,
                at,
                then,
                work,
                (in, end) -> {
                    int taken;
                    try {
                        taken = taken(node, in);
                    } catch (NotFilledException e) {
                        end.accept(Stage.notFilled(in.path(), e));
                        return;
                    }
                    if (taken < 0) {
                        end.accept(Passed.THROUGH);
                    } else {
                        var place = in.below(new Segment.Branch(taken));
                        steps.take(
                                node.branches().get(taken).body(),
                                place,
                                outcome -> end.accept(whole(outcome)));
                    }
                });
    }

    private int taken(Switch node, Place at) {
        for (int i = 0; i < node.branches().size(); i++) {
            var when = node.branches().get(i).when();
            if (when == null || filler.holds(when, at, "`when`")) {
                return i;
            }
        }
        return -1;
    }

    /// A container is not skipped with what stands in it.
    static Outcome whole(Outcome outcome) {
        return outcome.equals(Passed.SKIPPED) ? Passed.THROUGH : outcome;
    }
}
