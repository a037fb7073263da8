package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.StateGraph;
import dev.lovage.engine.interpreter.GraphState.Active;
import dev.lovage.engine.interpreter.Merges.Update;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is made of a step of a graph by those who were asked before its nodes run.
final class Answers {
    private static final String RESUME = "resume";
    private static final String UPDATE = "update";
    private static final String GOTO = "goto";
    private static final Set<String> KEYS = Set.of(RESUME, UPDATE, GOTO);

    private final StateGraph graph;
    private final Merges merges;

    Answers(StateGraph graph, Merges merges) {
        this.graph = graph;
        this.merges = merges;
    }

    /// The nodes of a step before which somebody is asked.
    List<String> asked(GraphState now) {
        return now.active().stream()
                .map(Active::node)
                .filter(graph.interruptBefore()::contains)
                .toList();
    }

    /// The step as it runs then.
    ///
    /// @param answers by node
    /// @param at where the graph stands
    /// @throws BrokenGraphException when one is no answer
    GraphState answered(GraphState now, Map<?, ?> answers, Place at) {
        var updates = new ArrayList<Update>();
        var choices = new Choices(graph);
        for (var active : now.active()) {
            var node = Paths.below(at.path(), new Segment.Node(now.step(), active.node()));
            var path = Paths.below(node, new Segment.Interrupt());
            if (!answers.containsKey(active.node())) {
                choices.keep(active);
                continue;
            }
            var answer = answer(answers.get(active.node()), path);
            if (answer.containsKey(UPDATE)) {
                updates.add(merges.update(path, answer.get(UPDATE)));
            }
            if (answer.containsKey(GOTO)) {
                choices.add(answer.get(GOTO), path);
            } else {
                choices.keep(active);
            }
        }
        var state = merges.merged(now.state(), updates, at);
        return new GraphState(now.step(), state, choices.chosen(), true);
    }

    private static Map<?, ?> answer(@Nullable Object said, String path) {
        if (said instanceof Map<?, ?> answer
                && !answer.isEmpty()
                && KEYS.containsAll(answer.keySet())
                && Boolean.TRUE.equals(answer.containsKey(RESUME) ? answer.get(RESUME) : true)) {
            return answer;
        }
        throw new BrokenGraphException(
                ErrorCode.INPUT_INVALID,
                path,
                "The answer is `{resume: true}`, `{update: {channel: value}}` or `{goto: node}`, and"
                        + " not this");
    }
}
