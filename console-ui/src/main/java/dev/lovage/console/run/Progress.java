package dev.lovage.console.run;

import dev.lovage.client.Run;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// How far every node of the graph has come.
final class Progress {
    /// Of a map also how many items there are, are done, failed, and run.
    ///
    /// @param turns of a loop or a graph: which is shown
    /// @param until of what waits: when that is over at the latest
    record Node(
            String state,
            String note,
            @Nullable Integer total,
            @Nullable Integer done,
            @Nullable Integer failed,
            @Nullable Integer running,
            Turns.@Nullable Span turns,
            @Nullable String until) {
        Node(
                String state,
                String note,
                @Nullable Integer total,
                @Nullable Integer done,
                @Nullable Integer failed,
                @Nullable Integer running) {
            this(state, note, total, done, failed, running, null, null);
        }

        static Node of(StepRow step, Turns turns) {
            var until = step.until() == null ? null : step.until().toString();
            return new Node(
                    step.state().name(),
                    step.note(),
                    null,
                    null,
                    null,
                    null,
                    turns.of(step.path()),
                    until);
        }
    }

    /// The roles of nodes that nothing waits for.
    private static final Set<String> BESIDE =
            Set.of("on-success", "on-error", "on-timeout", "undo");

    private final Map<String, List<StepRow>> steps = new HashMap<>();
    private final Run.Graph graph;
    private final Turns turns;

    private Progress(RunPicture picture, Turns turns) {
        this.turns = turns;
        graph = picture.graph();
        for (var step : picture.steps()) {
            var over = step.state().ended() && step.path().asides();
            if (turns.show(step.path()) && !over) {
                steps.computeIfAbsent(step.path().node(), _ -> new ArrayList<>()).add(step);
            }
        }
    }

    /// By path, with the latest turn of everything; nodes that nothing is known of are left out.
    static Map<String, Node> of(RunPicture picture) {
        return of(picture, new Turns(picture.steps(), Map.of()));
    }

    static Map<String, Node> of(RunPicture picture, Turns turns) {
        var progress = new Progress(picture, turns);
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (var node : picture.graph().nodes()) {
            progress.of(node).ifPresent(found -> nodes.put(node.path(), found));
        }
        return nodes;
    }

    private Optional<Node> of(Run.Node node) {
        var own = steps.getOrDefault(node.path(), List.of());
        if (node.kind().equals("map")) {
            return own.isEmpty() ? Optional.empty() : Optional.of(map(node, own));
        }
        if (own.isEmpty()) {
            return container(node);
        }
        if (own.size() > 1) {
            return Optional.of(many(own, own.size()));
        }
        return Optional.of(Node.of(own.getFirst(), turns));
    }

    private Node map(Run.Node node, List<StepRow> own) {
        int total = own.stream().mapToInt(StepRow::size).sum();
        var items = many(items(node.path()), total);
        var self = own.size() == 1 ? Node.of(own.getFirst(), turns) : many(own, total);
        return new Node(
                self.state(), self.note(), total, items.done(), items.failed(), items.running());
    }

    private List<StepRow> items(String map) {
        var direct = steps.getOrDefault(map + ".m.*", List.of());
        return direct.isEmpty() ? lastOf(map + ".m.*.") : direct;
    }

    /// Of a body of several steps the one that tells most about its item.
    private List<StepRow> lastOf(String prefix) {
        Map<String, StepRow> items = new LinkedHashMap<>();
        steps.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> entry.getValue().stream())
                .forEach(step -> items.merge(item(step, prefix), step, Progress::worse));
        return List.copyOf(items.values());
    }

    private static String item(StepRow step, String prefix) {
        int segments = prefix.split("\\.").length;
        return String.join(".", List.of(step.path().text().split("\\.")).subList(0, segments));
    }

    private static StepRow worse(StepRow one, StepRow other) {
        return rank(one.state()) >= rank(other.state()) ? one : other;
    }

    private static int rank(StepState state) {
        return switch (state) {
            case FAILED, TIMED_OUT, TERMINATED, EXPIRED -> 4;
            case CANCELLED -> 3;
            case RUNNING, RETRYING, WAITING, PAUSED -> 2;
            case SCHEDULED, QUEUED -> 1;
            case SUCCEEDED, SKIPPED -> 0;
        };
    }

    private static Node many(Collection<StepRow> all, int total) {
        int ended = count(all, step -> step.state().ended());
        int failed = count(all, step -> rank(step.state()) == 4);
        int running = count(all, step -> rank(step.state()) == 2);
        var worst = all.stream().reduce(Progress::worse).map(StepRow::state);
        var state =
                ended < total && failed > 0 ? StepState.RUNNING : worst.orElse(StepState.QUEUED);
        return new Node(state.name(), "", total, ended, failed, running);
    }

    private static int count(Collection<StepRow> all, Predicate<StepRow> which) {
        return Math.toIntExact(all.stream().filter(which).count());
    }

    /// A chain has no row of its own: it is as far as what stands in it.
    private Optional<Node> container(Run.Node node) {
        var inside = inside(node);
        var known = inside.stream().flatMap(child -> of(child).stream()).map(Node::state).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = known.size() == inside.size() || chooses(node);
        var state =
                known.stream()
                        .map(StepState::valueOf)
                        .max((a, b) -> Integer.compare(rank(a), rank(b)))
                        .filter(worst -> whole || rank(worst) > 0)
                        .orElse(StepState.RUNNING);
        return Optional.of(new Node(state.name(), "", null, null, null, null));
    }

    /// Not all that stands in it runs.
    private static boolean chooses(Run.Node node) {
        return node.kind().equals("switch") || node.kind().equals("try");
    }

    /// What decides how far a container is: not what belongs to its steps, nor what was caught.
    private List<Run.Node> inside(Run.Node node) {
        var inside =
                graph.nodes().stream()
                        .filter(other -> node.path().equals(other.parent()))
                        .filter(other -> !BESIDE.contains(other.role()))
                        .toList();
        boolean caught =
                inside.stream()
                        .anyMatch(other -> other.role().equals("catch") && of(other).isPresent());
        return caught
                ? inside.stream().filter(other -> !other.role().equals("try")).toList()
                : inside;
    }
}
