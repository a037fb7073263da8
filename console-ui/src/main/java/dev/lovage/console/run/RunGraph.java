package dev.lovage.console.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The graph of a run. Its shape is placed once; later only what changed is sent.
@Tag("run-graph")
@NpmPackage(value = "elkjs", version = "0.12.1")
@JsModule("./graph/run-graph.ts")
public final class RunGraph extends Component {
    /// A node of a state graph, or a member of a group, that its container calls by a name.
    private static final Pattern NAMED =
            Pattern.compile(".*\\.(?:n\\.\\*|g)\\.(?<name>[A-Za-z]\\w*)");

    private Run.@Nullable Graph shape;
    private Map<String, Progress.Node> states = Map.of();

    /// The steps that are shown where one node stands for several.
    private Map<String, List<String>> paths = Map.of();

    /// Shows a picture of the run; the shape only if it is another.
    void show(RunPicture picture, Turns turns) {
        var now = Progress.of(picture, turns);
        paths =
                picture.steps().stream()
                        .map(StepRow::path)
                        .filter(path -> !path.text().equals(path.node()) && turns.show(path))
                        .collect(
                                Collectors.groupingBy(
                                        StepPath::node,
                                        Collectors.mapping(StepPath::text, Collectors.toList())));
        if (!picture.graph().equals(shape)) {
            shape = picture.graph();
            getElement().setPropertyBean("graph", GraphShape.of(shape));
            getElement().setPropertyMap("states", now);
        } else {
            patch(now);
        }
        states = now;
    }

    /// Shows a definition, on which nothing runs.
    public void draw(Run.Graph graph) {
        if (!graph.equals(shape)) {
            shape = graph;
            states = Map.of();
            getElement().setPropertyBean("graph", GraphShape.of(graph));
            getElement().setPropertyMap("states", states);
        }
    }

    private void patch(Map<String, Progress.Node> now) {
        Map<String, Progress.Node> changed = new LinkedHashMap<>(now);
        changed.entrySet().removeIf(e -> Objects.equals(states.get(e.getKey()), e.getValue()));
        if (!changed.isEmpty()) {
            getElement().callJsFunction("patch", JacksonUtils.mapToJson(changed));
        }
    }

    /// The step that is meant by a node: the one that is shown, where it is one alone. A map shows
    /// many, even where there is but one item.
    String path(String node) {
        var shown = paths.getOrDefault(node, List.of());
        return shown.size() == 1 && !node.contains(".m.*") ? shown.getFirst() : node;
    }

    void select(@Nullable String path) {
        getElement().setProperty("selected", path == null ? "" : new StepPath(path).node());
    }

    /// What people call a node: its label, its id, what its container calls it, its task, or else
    /// what it is.
    static String name(Run.Node node) {
        if (node.label() != null) {
            return node.label();
        }
        if (node.id() != null) {
            return node.id();
        }
        var named = NAMED.matcher(node.path());
        if (named.matches()) {
            return named.group("name");
        }
        return node.task() == null ? node.kind() : node.task();
    }

    Registration whenOpened(ComponentEventListener<StepOpened> listener) {
        return addListener(StepOpened.class, listener);
    }

    Registration whenTurned(ComponentEventListener<TurnChosen> listener) {
        return addListener(TurnChosen.class, listener);
    }

    /// A person wants to see another turn.
    @DomEvent("turn-choose")
    public static final class TurnChosen extends ComponentEvent<RunGraph> {
        private final String node;
        private final int turn;

        public TurnChosen(
                RunGraph source,
                boolean fromClient,
                @EventData("event.detail.path") String node,
                @EventData("event.detail.turn") int turn) {
            super(source, fromClient);
            this.node = node;
            this.turn = turn;
        }

        String node() {
            return node;
        }

        int turn() {
            return turn;
        }
    }

    /// A person opened a node.
    @DomEvent("step-open")
    public static final class StepOpened extends ComponentEvent<RunGraph> {
        private final String path;

        public StepOpened(
                RunGraph source, boolean fromClient, @EventData("event.detail.path") String path) {
            super(source, fromClient);
            this.path = path;
        }

        String path() {
            return path;
        }
    }
}
