package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Expression;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.StateGraph;
import dev.lovage.canvas.Template;
import dev.lovage.engine.interpreter.Merges.Update;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// Makes the update of a state out of what a node of the graph gave.
final class Updating {
    /// A chain is no step of its own: what it gives is recorded as the update.
    private static final Template RESULT = new Template.Computed(new Expression("result"));

    private final Steps steps;
    private final Merges merges;

    Updating(Steps steps, Merges merges) {
        this.steps = steps;
        this.merges = merges;
    }

    /// @param own where the node ran
    /// @param made what it gave
    /// @param keep gets the update, if there is one
    void take(
            StateGraph.Node node,
            Place own,
            Outcome made,
            Consumer<Update> keep,
            Consumer<Outcome> done) {
        var update = update(node, made);
        if (update == null) {
            done.accept(checked(own, made, keep));
            return;
        }
        var result = made instanceof Done(var value) ? value : null;
        var place = own.below(new Segment.Update()).seeing("result", result);
        steps.take(
                new Canvas.Value(Canvas.Traits.NONE, update),
                place,
                updated -> done.accept(checked(place, updated, keep)));
    }

    /// What makes the update of the value; absent where that is the update, or there is none.
    private static @Nullable Template update(StateGraph.Node node, Outcome made) {
        return switch (made) {
            case Failed _ -> null;
            case Passed(var skipped) -> skipped ? null : node.update();
            case Done _ ->
                    node.update() == null && node.body() instanceof Canvas.Chain
                            ? RESULT
                            : node.update();
        };
    }

    private Outcome checked(Place place, Outcome made, Consumer<Update> keep) {
        try {
            if (made instanceof Done(var value)) {
                keep.accept(merges.update(place.path(), value));
            }
            return made;
        } catch (BrokenGraphException e) {
            return e.failed();
        }
    }
}
