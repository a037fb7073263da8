package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.LovageClient;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.TimeAgo;

import org.jspecify.annotations.Nullable;

/// What a workflow was: its revisions, newest first, and the source of one.
final class Revisions extends Div {
    /// @param shown the revision whose source is shown; absent: the latest
    Revisions(LovageClient client, String name, @Nullable Integer shown) {
        addClassName("halves");
        var page = client.revisions(name, RunQuery.LARGEST_PAGE, null);
        int chosen = shown == null ? page.items().getFirst().revision() : shown;
        var list = new Nav();
        list.addClassName("revisions");
        list.setAriaLabel(text("workflow.tab.revisions"));
        page.items().forEach(revision -> list.add(link(name, revision, chosen)));
        if (page.nextPageToken() != null) {
            list.add(new Span(text("revisions.more", RunQuery.LARGEST_PAGE)));
        }
        var source = client.workflow(name, chosen).source();
        boolean isJson = source.stripLeading().startsWith("{");
        var view =
                new CodeView(
                        text("revisions.source", chosen),
                        isJson ? CodeView.Language.JSON : CodeView.Language.YAML,
                        source);
        add(list, view);
    }

    private static Anchor link(String name, Workflow revision, int chosen) {
        var number = new Span(text("revisions.number", revision.revision()));
        var by = revision.savedBy() == null ? "" : revision.savedBy();
        var words = new Span(new TimeAgo(revision.savedAt()), new Span(" · " + by));
        words.addClassName("muted");
        var address = WorkflowRow.address(name) + "?tab=revisions&revision=" + revision.revision();
        var link = new Anchor(address, number, words);
        if (revision.revision() == chosen) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }
}
