package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;

import dev.lovage.client.Workflow;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Tabs;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.console.look.Where;
import dev.lovage.console.run.LastFailure;
import dev.lovage.console.run.RunGraph;
import dev.lovage.console.schedule.WorkflowSchedules;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

/// One workflow: its graph, its schedules, its source and what it was.
@Route("workflows/:workflow")
@Prototype
@Needs("workflow:read")
public final class WorkflowView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Account account = Account.required();
    private final Tabs tabs = new Tabs(text("workflow.tabs"));
    private String name = "";

    WorkflowView() {
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return name + " · Lovage";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get("workflow").orElse("");
        open(event.getLocation().getQueryParameters());
    }

    private void open(QueryParameters said) {
        var tab = WorkflowTab.of(said.getSingleParameter("tab").orElse(""));
        removeAll();
        add(new Where(text("workflows.title"), "workflows").here(name));
        try {
            var revision = account.client().workflow(name);
            tabs.show(WorkflowRow.address(name), WorkflowTab.words(), tab.word());
            add(head(revision));
            if (account.may("run:read")) {
                add(new LastFailure(account.client(), name));
            }
            add(facts(revision), tabs, face(tab, revision, said));
        } catch (RuntimeException problem) {
            add(new Notice(Said.about(problem)));
        }
    }

    private static @Nullable Integer number(QueryParameters said, String parameter) {
        return said.getSingleParameter(parameter)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(null);
    }

    private Div head(Workflow.Revision revision) {
        var head = new Div(new H1(revision.name()));
        head.addClassNames("head", "title");
        var runs = new Anchor("runs?workflow=" + name, text("workflow.runs"));
        var acts = new Div(runs);
        acts.addClassName("acts");
        if (account.may("run:start")) {
            acts.add(new Anchor(WorkflowRow.address(name) + "/start", text("start.title")));
        }
        acts.getElement().getChildren().forEach(act -> act.getClassList().add("act"));
        head.add(acts);
        return head;
    }

    private static DescriptionList facts(Workflow.Revision revision) {
        var facts = new DescriptionList();
        facts.addClassName("facts");
        fact(facts, text("run.revision"), new Span(String.valueOf(revision.revision())));
        fact(facts, text("workflow.saved"), new TimeAgo(revision.savedAt()));
        if (revision.savedBy() != null) {
            fact(facts, text("workflow.by"), new Span(revision.savedBy()));
        }
        if (revision.definition().get("description") instanceof String words) {
            fact(facts, text("workflow.about"), new Span(Inert.text(words)));
        }
        return facts;
    }

    private static void fact(DescriptionList facts, String term, Component value) {
        var fact = new Div(new DescriptionList.Term(term), new DescriptionList.Description(value));
        fact.addClassName("fact");
        facts.getElement().appendChild(fact.getElement());
    }

    private Component face(WorkflowTab tab, Workflow.Revision revision, QueryParameters said) {
        var client = account.client();
        return switch (tab) {
            case GRAPH -> {
                var graph = new RunGraph();
                graph.draw(client.workflowGraph(name));
                var stage = new Div(graph);
                stage.addClassNames("main", "drawn");
                yield stage;
            }
            case SCHEDULES -> new WorkflowSchedules(client, name, account.may("schedule:write"));
            case SOURCE ->
                    new SourceEditor(
                            client,
                            revision,
                            account.may("workflow:write"),
                            () -> open(QueryParameters.of("tab", "source")));
            case REVISIONS -> {
                var shown = number(said, "revision");
                yield new Revisions(client, name, shown, number(said, "against"));
            }
        };
    }
}
