package dev.lovage.console.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/// The tab that is open, and beside it the step that is looked at.
final class RunStage extends Div {
    private final transient LovageClient client;
    private final Div main = new Div();
    private final RunGraph graph = new RunGraph();
    private final StepTable steps;
    private final ResultTab result;
    private final SourceTab source;
    private final StepPanel panel;
    private @Nullable RunPicture picture;

    RunStage(LovageClient client, String id, Consumer<@Nullable String> opened) {
        this.client = client;
        addClassName("stage");
        main.addClassName("main");
        steps = new StepTable(this::name, opened);
        result = new ResultTab(() -> client.result(id, Duration.ZERO));
        source = new SourceTab(this::revision);
        panel = new StepPanel(opened);
        var _ = graph.whenOpened(event -> opened.accept(event.path()));
        add(main, panel);
    }

    private Workflow.Revision revision() {
        if (picture == null) {
            throw new IllegalStateException("No run was read");
        }
        return client.workflow(picture.run().workflow(), picture.run().revision());
    }

    private String name(StepRow row) {
        return picture == null
                ? ""
                : picture.node(row.path().text()).map(RunGraph::name).orElse(row.kind());
    }

    void fit(int width) {
        steps.fit(width);
    }

    void show(RunPicture seen, RunAddress address) {
        picture = seen;
        var face =
                switch (address.tab()) {
                    case GRAPH -> {
                        graph.show(seen);
                        graph.select(address.step());
                        yield graph;
                    }
                    case STEPS -> {
                        steps.show(seen.steps());
                        yield steps;
                    }
                    case RESULT -> {
                        result.show(seen.run());
                        yield result;
                    }
                    case SOURCE -> {
                        source.show(seen.run());
                        yield source;
                    }
                };
        put(face);
        panel.show(seen, address.showsPanel() ? address.step() : null);
    }

    private void put(Component face) {
        if (!face.getParent().filter(main::equals).isPresent()) {
            main.removeAll();
            main.add(face);
        }
    }
}
