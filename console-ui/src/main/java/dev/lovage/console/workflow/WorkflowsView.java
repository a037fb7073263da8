package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.Stats;
import dev.lovage.client.Workflow;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Topic;
import dev.lovage.console.look.Widths;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All workflows by name, and how they went of late.
@Route("workflows")
@PageTitle("Workflows · Lovage")
@Prototype
@Needs("workflow:read")
public final class WorkflowsView extends Main implements BeforeEnterObserver {
    private final transient Account account = Account.required();
    private final transient WorkflowList list = new WorkflowList(account.client());
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private transient Registration resizing = () -> {};
    private final Freshness freshness = new Freshness();
    private final TextField search = new TextField();
    private final Div body = new Div();
    private transient volatile List<String> visible = List.of();
    private transient WorkflowList.@Nullable Picture picture;
    private final transient Map<String, Stats.OfWorkflow> stats = new HashMap<>();
    private transient List<Workflow> shown = List.of();
    private transient @Nullable WorkflowTable table;

    WorkflowsView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("workflows.title")), freshness);
        head.addClassName("head");
        search.setPlaceholder(text("workflows.search"));
        search.setAriaLabel(text("workflows.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(event.getValue().strip());
            }
        });
        var filters = new Div(search);
        filters.addClassName("filters");
        body.addClassName("list");
        body.add(new Bones());
        add(head, filters, body);
    }

    private void go(String text) {
        var address = text.isEmpty() ? QueryParameters.empty() : QueryParameters.of("q", text);
        getUI().ifPresent(ui -> ui.navigate(WorkflowsView.class, address));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var said = event.getLocation().getQueryParameters();
        search.setValue(said.getSingleParameter("q").map(String::strip).orElse(""));
        draw();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var topic = new Topic.Overview(account.me().tenant());
        watch = pulse.watch(event.getUI(), topic, _ -> list.read(visible), this::show);
        resizing = Widths.watch(event.getUI(), this::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
        resizing.remove();
    }

    private void fit(int width) {
        if (table != null) {
            table.fit(width);
        }
    }

    private void show(Answer<WorkflowList.Picture> answer) {
        switch (answer) {
            case Answer.Refused<WorkflowList.Picture>(var problem) -> refuse(problem);
            case Answer.Given<WorkflowList.Picture>(var seen) -> {
                freshness.live(seen.asOf());
                boolean same = picture != null && picture.sameAs(seen);
                picture = seen;
                if (!same || table == null || !table.isAttached()) {
                    stats.keySet().retainAll(seen.stats().keySet());
                    stats.putAll(seen.stats());
                    draw();
                }
            }
        }
    }

    private void draw() {
        if (picture == null) {
            return;
        }
        shown = picture.matching(search.getValue());
        if (shown.isEmpty()) {
            replace(empty());
        } else if (table == null || !table.isAttached()) {
            table = new WorkflowTable(this::rows, account.may("run:start"));
            replace(table);
            getUI().ifPresent(ui -> fit(Widths.of(ui)));
        } else {
            table.refresh();
        }
    }

    private Stream<WorkflowRow> rows(int offset, int limit) {
        var part = shown.stream().skip(offset).limit(limit).toList();
        var names = part.stream().map(Workflow::name).toList();
        visible = names;
        var missing = names.stream().filter(name -> !stats.containsKey(name)).toList();
        try {
            stats.putAll(list.stats(missing));
        } catch (RuntimeException problem) {
            refuse(problem);
        }
        return part.stream().map(this::row);
    }

    private WorkflowRow row(Workflow workflow) {
        var none = new Stats.OfWorkflow(workflow.name(), List.of(), Stats.Ended.NONE);
        var next = picture == null ? Map.<String, Instant>of() : picture.next();
        return new WorkflowRow(
                workflow, stats.getOrDefault(workflow.name(), none), next.get(workflow.name()));
    }

    private void refuse(RuntimeException problem) {
        freshness.stale();
        if (table == null || !table.isAttached()) {
            replace(new Notice(Said.about(problem)));
        }
    }

    private Empty empty() {
        return search.isEmpty()
                ? new Empty(text("workflows.empty.title"), text("workflows.empty.way"))
                        .command(text("workflows.empty.command"))
                : new Empty(text("workflows.none.title"), text("workflows.none.way"))
                        .action(new Anchor("workflows", text("workflows.none.all")));
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }
}
