package dev.lovage.console.run;

import com.vaadin.flow.component.html.Div;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// The tab that is open, and beside it the step that is looked at.
final class RunStage extends Div {
    private final transient LovageClient client;
    private final String id;
    private final transient Consumer<@Nullable String> opened;
    private final Div main = new Div();
    private final Map<RunTab, RunFace> faces = new EnumMap<>(RunTab.class);
    private final StepPanel panel;
    private transient @Nullable RunPicture picture;
    private int width;

    RunStage(LovageClient client, String id, Consumer<@Nullable String> opened) {
        this.client = client;
        this.id = id;
        this.opened = opened;
        addClassName("stage");
        main.addClassName("main");
        panel = new StepPanel(opened);
        add(main, panel);
    }

    private RunFace made(RunTab tab) {
        return switch (tab) {
            case GRAPH -> new GraphTab(opened);
            case TIMELINE -> new TimelineTab(opened);
            case STEPS -> new StepTable(opened);
            case INPUT -> new InputTab(() -> client.input(id));
            case LOGS -> new LogsTab(client, id);
            case RESULT -> new ResultTab(() -> client.result(id, Duration.ZERO));
            case SOURCE -> new SourceTab(this::revision);
        };
    }

    private Workflow.Revision revision() {
        if (picture == null) {
            throw new IllegalStateException("No run was read");
        }
        return client.workflow(picture.run().workflow(), picture.run().revision());
    }

    void fit(int now) {
        width = now;
        faces.values().forEach(face -> face.fit(now));
    }

    void show(RunPicture seen, RunAddress address) {
        picture = seen;
        var face = faces.computeIfAbsent(address.tab(), this::made);
        face.fit(width);
        face.show(seen, address);
        if (!face.getParent().filter(main::equals).isPresent()) {
            main.removeAll();
            main.add(face);
        }
        panel.show(seen, address.showsPanel() ? address.step() : null);
    }
}
