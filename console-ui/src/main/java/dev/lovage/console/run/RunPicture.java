package dev.lovage.console.run;

import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One look at a run: all that its page shows, read at one go.
///
/// @param steps in path order
/// @param more there are further steps that are not shown
/// @param open the step that the person looks at, whole
record RunPicture(
        Run run, Run.Graph graph, List<StepRow> steps, boolean more, @Nullable OpenStep open) {
    RunPicture {
        steps = List.copyOf(steps);
    }

    /// The step that the panel shows, with its value.
    record OpenStep(String path, Run.@Nullable Step step) {}

    /// Nothing will change any more.
    boolean settled() {
        return run.state().ended() && steps.stream().allMatch(step -> step.state().ended());
    }

    Optional<StepRow> step(String path) {
        return steps.stream().filter(step -> step.path().text().equals(path)).findFirst();
    }

    /// What people call a step.
    String name(StepRow row) {
        return node(row.path().text()).map(RunGraph::name).orElse(row.kind());
    }

    /// The node that stands for a path.
    Optional<Run.Node> node(String path) {
        var node = new StepPath(path).node();
        return graph.nodes().stream().filter(other -> other.path().equals(node)).findFirst();
    }
}
