package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.StateGraph;
import dev.lovage.canvas.StateGraph.Edge;
import dev.lovage.engine.interpreter.GraphState.Active;
import dev.lovage.engine.interpreter.Merges.Update;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Place.Prev;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// One state graph at work: step after step, until no node is active.
final class GraphRun {
    private final StateGraph graph;
    private final Place at;
    private final Steps steps;
    private final Filler filler;
    private final Stage stage;
    private final Merges merges;
    private final Updating updating;
    private final Answers answers;
    private final Keeper keeper;
    private final Consumer<Outcome> end;

    /// Gets the state before every step, and goes on with that.
    interface Keeper {
        void keep(GraphState state, Runnable step);
    }

    GraphRun(
            StateGraph graph,
            Place at,
            Steps steps,
            Stage stage,
            Filler filler,
            Keeper keeper,
            Consumer<Outcome> end) {
        this.graph = graph;
        this.at = at.after(Prev.NOTHING);
        this.steps = steps;
        this.filler = filler;
        this.stage = stage;
        this.merges = new Merges(graph, filler);
        this.updating = new Updating(steps, merges);
        this.answers = new Answers(graph, merges);
        this.keeper = keeper;
        this.end = end;
    }

    void step(GraphState now) {
        var value = Stage.fitting(at.path(), new Done(now.state()));
        if (value instanceof Failed || now.active().isEmpty()) {
            end.accept(value);
        } else if (now.step() == graph.maxSteps()) {
            end.accept(tooLong(now));
        } else {
            stage.breathe(
                    at,
                    outcome -> {
                        if (outcome instanceof Failed) {
                            end.accept(outcome);
                        } else {
                            keeper.keep(now, () -> go(now));
                        }
                    });
        }
    }

    private Failed tooLong(GraphState now) {
        return Outcome.failed(
                ErrorCode.GRAPH_STEP_LIMIT,
                at.path(),
                "The graph has not ended after %d steps (`maxSteps`); %s would come next"
                        .formatted(
                                graph.maxSteps(),
                                now.active().stream()
                                        .map(Active::node)
                                        .collect(Collectors.joining(", "))));
    }

    private void go(GraphState now) {
        if (now.answered()) {
            nodes(now);
        } else {
            ask(now);
        }
    }

    /// All at once; the nodes wait until everybody has answered.
    private void ask(GraphState now) {
        var asked = answers.asked(now);
        Members.Launch launch =
                (i, in, done) -> {
                    var place = GraphTurn.of(asked.get(i)).place(in, now);
                    steps.take(
                            graph.question(asked.get(i)),
                            place.below(new Segment.Interrupt()),
                            done);
                };
        if (asked.isEmpty()) {
            nodes(now);
        } else {
            new Members(
                            asked.size(),
                            Canvas.Fan.DEFAULT,
                            at,
                            launch,
                            said -> byName(asked, said),
                            outcome -> answered(now, outcome))
                    .go();
        }
    }

    private static Map<String, @Nullable Object> byName(
            List<String> asked, List<@Nullable Object> said) {
        var answers = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < asked.size(); i++) {
            answers.put(asked.get(i), said.get(i));
        }
        return answers;
    }

    private void answered(GraphState now, Outcome outcome) {
        if (!(outcome instanceof Done(Map<?, ?> said))) {
            end.accept(outcome);
            return;
        }
        GraphState next;
        try {
            next = answers.answered(now, said, at);
        } catch (BrokenGraphException e) {
            end.accept(e.failed());
            return;
        }
        keeper.keep(next, () -> nodes(next));
    }

    private void nodes(GraphState now) {
        var turns = GraphTurn.of(now);
        var updates = new TreeMap<Integer, Update>();
        Members.Launch launch =
                (i, in, done) -> {
                    var node = requireNonNull(graph.nodes().get(turns.get(i).node()));
                    var own = turns.get(i).place(in, now);
                    Consumer<Update> keep = update -> updates.put(i, update);
                    steps.take(
                            node.body(), own, made -> updating.take(node, own, made, keep, done));
                };
        new Members(
                        turns.size(),
                        Canvas.Fan.DEFAULT,
                        at,
                        launch,
                        values -> values,
                        outcome -> ended(now, updates.values(), outcome))
                .go();
    }

    private void ended(GraphState now, Collection<Update> updates, Outcome outcome) {
        if (outcome instanceof Failed) {
            end.accept(outcome);
            return;
        }
        GraphState next;
        try {
            next = next(now.with(merges.merged(now.state(), updates, at)));
        } catch (BrokenGraphException e) {
            end.accept(e.failed());
            return;
        }
        step(next);
    }

    private GraphState next(GraphState merged) {
        var choices = new Choices(graph);
        var seeing = at.seeing("state", merged.state());
        for (var active : merged.active()) {
            var path = at.below(new Segment.Node(merged.step(), active.node())).path();
            graph.edges().stream()
                    .filter(edge -> edge.from().equals(active.node()))
                    .forEach(edge -> choices.add(to(edge, path, seeing), path));
        }
        return merged.next(choices.chosen());
    }

    private @Nullable Object to(Edge edge, String path, Place seeing) {
        return switch (edge) {
            case Edge.To(_, var to) -> to;
            case Edge.Choose(_, var choice) -> {
                try {
                    yield filler.value(choice, seeing);
                } catch (NotFilledException e) {
                    throw BrokenGraphException.of(path, e);
                }
            }
        };
    }
}
