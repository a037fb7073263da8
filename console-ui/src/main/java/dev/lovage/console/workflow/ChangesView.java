package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

import java.util.List;
import java.util.stream.Collectors;

/// The source of a workflow with what changed in it since another revision.
final class ChangesView extends Div {
    /// @param name what it is, for people who listen
    ChangesView(String name, String before, String after) {
        addClassName("changes");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", name);
        getElement().setAttribute("tabindex", "0");
        var changes = Change.between(before, after);
        if (changes.isEmpty()) {
            add(left(text("changes.none")));
        }
        changes.forEach(this::show);
    }

    private void show(Change change) {
        switch (change) {
            case Change.Same(var lines) -> lines("div", "  ", lines);
            case Change.Removed(var lines) -> lines("del", "- ", lines);
            case Change.Added(var lines) -> lines("ins", "+ ", lines);
            case Change.Left(var count) -> add(left(text("changes.left", count)));
        }
    }

    private void lines(String tag, String sign, List<String> lines) {
        var element = new Element(tag);
        element.setText(lines.stream().map(sign::concat).collect(Collectors.joining("\n")));
        getElement().appendChild(element);
    }

    private static Span left(String words) {
        var span = new Span(words);
        span.addClassName("left-out");
        return span;
    }
}
