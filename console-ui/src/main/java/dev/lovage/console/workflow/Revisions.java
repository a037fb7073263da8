package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;

import dev.lovage.client.LovageClient;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.TimeAgo;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What a workflow was: its revisions, newest first, and the source of one, or what changed in it.
final class Revisions extends Div {
    private final String name;
    private final int chosen;
    private final @Nullable Integer against;

    /// @param shown the revision whose source is shown; absent: the latest
    /// @param against the revision that it is compared with; absent: none
    Revisions(
            LovageClient client, String name, @Nullable Integer shown, @Nullable Integer against) {
        this.name = name;
        this.against = against;
        addClassName("halves");
        var page = client.revisions(name, RunQuery.LARGEST_PAGE, null);
        chosen = shown == null ? page.items().getFirst().revision() : shown;
        var list = new Nav();
        list.addClassName("revisions");
        list.setAriaLabel(text("workflow.tab.revisions"));
        page.items().forEach(revision -> list.add(link(revision)));
        if (page.nextPageToken() != null) {
            list.add(new Span(text("revisions.more", RunQuery.LARGEST_PAGE)));
        }
        var numbers = page.items().stream().map(Workflow::revision).toList();
        var shows = new Div(bar(numbers), face(client));
        shows.addClassName("main");
        add(list, shows);
    }

    private Component face(LovageClient client) {
        var source = client.workflow(name, chosen).source();
        if (against != null) {
            var before = client.workflow(name, against).source();
            return new ChangesView(text("changes.name", against, chosen), before, source);
        }
        boolean isJson = source.stripLeading().startsWith("{");
        return new CodeView(
                text("revisions.source", chosen),
                isJson ? CodeView.Language.JSON : CodeView.Language.YAML,
                source);
    }

    private Div bar(List<Integer> numbers) {
        var bar = new Div(segment(text("revisions.whole"), null));
        bar.addClassNames("bar", "segments");
        if (chosen > 1 || against != null) {
            bar.add(segment(text("changes.title"), against == null ? chosen - 1 : against));
        }
        if (against != null) {
            bar.add(since(numbers));
        }
        return bar;
    }

    private Anchor segment(String word, @Nullable Integer other) {
        var link = new Anchor(address(chosen, other), word);
        link.addClassName("segment");
        if ((other == null) == (against == null)) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private Select<Integer> since(List<Integer> numbers) {
        var since = new Select<Integer>();
        since.setAriaLabel(text("changes.since"));
        since.setItems(numbers.stream().filter(number -> number != chosen).toList());
        since.setItemLabelGenerator(number -> text("changes.since.one", number));
        since.setValue(against);
        since.addClassName("window");
        since.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                var said =
                        Map.of(
                                "tab",
                                "revisions",
                                "revision",
                                String.valueOf(chosen),
                                "against",
                                String.valueOf(event.getValue()));
                getUI().ifPresent(ui ->
                        ui.navigate(WorkflowRow.address(name), QueryParameters.simple(said)));
            }
        });
        return since;
    }

    private String address(int revision, @Nullable Integer other) {
        return WorkflowRow.address(name)
                + "?tab=revisions&revision="
                + revision
                + (other == null ? "" : "&against=" + other);
    }

    /// Each with its own changes, where changes are looked at.
    private Anchor link(Workflow revision) {
        var number = new Span(text("revisions.number", revision.revision()));
        var by = revision.savedBy() == null ? "" : revision.savedBy();
        var words = new Span(new TimeAgo(revision.savedAt()), new Span(" · " + by));
        words.addClassName("muted");
        boolean compares = against != null && revision.revision() > 1;
        var other = compares ? Integer.valueOf(revision.revision() - 1) : null;
        var link = new Anchor(address(revision.revision(), other), number, words);
        if (revision.revision() == chosen) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }
}
