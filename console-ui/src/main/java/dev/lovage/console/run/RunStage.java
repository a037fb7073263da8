package dev.lovage.console.run;

import com.vaadin.flow.component.html.Div;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Workflow;
import dev.lovage.console.access.Account;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/// The tab that is open, and beside it the step that is looked at.
final class RunStage extends Div {
    private final transient LovageClient client;
    private final String id;
    private final transient Consumer<@Nullable String> opened;
    private final transient ObjIntConsumer<String> turned;
    private final Div main = new Div();
    private final Map<RunTab, RunFace> faces = new EnumMap<>(RunTab.class);
    private final StepPanel panel;
    private transient @Nullable RunPicture picture;
    private int width;

    /// @param changed told after the person changed the course of the run
    /// @param rerunning absent where the person may start nothing
    RunStage(
            Account account,
            String id,
            Consumer<@Nullable String> opened,
            ObjIntConsumer<String> turned,
            Runnable changed,
            @Nullable Rerunning rerunning) {
        client = account.client();
        this.id = id;
        this.opened = opened;
        this.turned = turned;
        addClassName("stage");
        main.addClassName("main");
        panel =
                new StepPanel(
                        opened, new AwaitActs(account, id, changed), rerunning, client::value);
        add(main, panel);
    }

    private RunFace made(RunTab tab) {
        return switch (tab) {
            case GRAPH -> new GraphTab(opened, turned);
            case TIMELINE -> new TimelineTab(opened);
            case STEPS -> new StepTable(opened);
            case INPUT -> new InputTab(() -> client.input(id));
            case LOGS -> new LogsTab(client, id);
            case EVENTS -> new EventsTab((size, token) -> client.events(id, true, size, token));
            case RESULT -> new ResultTab(() -> client.briefly(id, Duration.ZERO), client::value);
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
