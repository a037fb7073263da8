package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.StateGraph;
import dev.lovage.engine.interpreter.GraphState.Active;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The state graphs of a run, and where each of them is.
final class Graphs {
    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;

    Graphs(Steps steps, Stage stage, Memory memory, Filler filler) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
    }

    void run(Canvas.Graph node, Place at, Consumer<Outcome> then) {
        GraphState first;
        try {
            first =
                    memory.turn(at.path()) instanceof Map<?, ?> kept
                            ? GraphState.read(kept)
                            : first(node.graph(), at);
        } catch (NotFilledException e) {
            then.accept(Stage.notFilled(at.path(), e));
            return;
        }
        new GraphRun(
                        node.graph(),
                        at,
                        steps,
                        stage,
                        filler,
                        (state, step) -> keep(at, state, step, then),
                        then)
                .step(first);
    }

    /// Between two of its steps a run may go on in a new history, with the state alone. Where steps
    /// are undone, it takes along what they have done.
    private void keep(Place at, GraphState state, Runnable step, Consumer<Outcome> then) {
        if (at.undos().equals(UndoLog.NONE)) {
            memory.turns(at.path(), state.json());
        }
        stage.pass(at, step, then);
    }

    private GraphState first(StateGraph graph, Place at) {
        var state = new LinkedHashMap<String, @Nullable Object>();
        graph.state()
                .forEach((name, channel) -> state.put(name, filler.value(channel.initial(), at)));
        return new GraphState(0, state, List.of(Active.once(graph.start())));
    }
}
