package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One run of a node within a step of a graph.
///
/// @param copy which one; absent where there is but one
/// @param argument of the copy
record GraphTurn(String node, @Nullable Integer copy, @Nullable Object argument) {
    /// The one of a node that there is but once.
    static GraphTurn of(String node) {
        return new GraphTurn(node, null, null);
    }

    /// All that run in this step.
    static List<GraphTurn> of(GraphState now) {
        var turns = new ArrayList<GraphTurn>();
        for (var active : now.active()) {
            if (active.once()) {
                turns.add(of(active.node()));
            }
            for (int i = 0; i < active.copies().size(); i++) {
                turns.add(new GraphTurn(active.node(), i, active.copies().get(i)));
            }
        }
        return turns;
    }

    /// Where it runs, and what it sees there.
    Place place(Place in, GraphState now) {
        var own = in.below(new Segment.Node(now.step(), node)).seeing("state", now.state());
        return copy == null ? own : own.below(new Segment.Copy(copy)).seeing("arg", argument);
    }
}
