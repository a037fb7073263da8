package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.StepChange.Work;

import java.util.function.Consumer;

/// Steps one after the other, each of which gets what the one before has made.
final class Chains {
    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Containers containers;

    Chains(Steps steps, Stage stage, Memory memory, Containers containers) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.containers = containers;
    }

    /// Shows only when it had to wait for its time.
    void run(Chain chain, Place at, Consumer<Outcome> then) {
        Containers.Inside inside = (in, end) -> from(chain, 0, in, end);
        if (chain.traits().options().begin().notBefore() == null) {
            containers.timed(chain, at, then, inside);
        } else {
            containers.contain(
                    chain, at, then, new Work.Container("chain", chain.members().size()), inside);
        }
    }

    private void from(Chain chain, int index, Place at, Consumer<Outcome> then) {
        if (index == chain.members().size()) {
            then.accept(at.prev().given() ? new Done(at.prev().value()) : Passed.THROUGH);
            return;
        }
        var member = chain.members().get(index);
        var place = at.below(new Segment.Place(index));
        steps.take(
                member,
                place,
                outcome -> {
                    switch (outcome) {
                        case Done(var value) -> {
                            at.frame().ended(member, place.frame(), value);
                            forgetBefore(chain, index, at);
                            next(chain, index, at.after(value), then);
                        }
                        case Passed(var skipped) -> {
                            if (skipped) {
                                at.frame().skipped(member);
                            } else {
                                at.frame().ended(member, place.frame(), at.prev().value());
                            }
                            next(chain, index, at, then);
                        }
                        case Failed failed -> then.accept(failed);
                    }
                });
    }

    /// Between two steps of a chain a run may go on in a new history.
    private void next(Chain chain, int index, Place at, Consumer<Outcome> then) {
        if (index + 1 < chain.members().size()) {
            stage.pass(at, () -> from(chain, index + 1, at, then), then);
        } else {
            from(chain, index + 1, at, then);
        }
    }

    /// The value before the one that is `prev` now.
    private void forgetBefore(Chain chain, int index, Place at) {
        if (index > 0) {
            memory.forget(
                    chain.members().get(index - 1),
                    Paths.place(at.path(), index - 1),
                    Paths.place(at.path(), index));
        }
    }
}
