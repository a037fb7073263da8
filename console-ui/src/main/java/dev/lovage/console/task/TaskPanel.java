package dev.lovage.console.task;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

import dev.lovage.client.Catalogue;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Json;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What one task takes and gives, as its workers announced it.
final class TaskPanel extends Aside implements HasAriaLabel {
    private final Runnable closed;
    private transient Catalogue.@Nullable Task shown;

    TaskPanel(Runnable closed) {
        this.closed = closed;
        addClassName("side");
        setAriaLabel(text("task.title"));
        setVisible(false);
    }

    void show(Catalogue.@Nullable Task task) {
        setVisible(task != null);
        if (task == null) {
            shown = null;
        } else if (shown == null || !same(task, shown)) {
            draw(task);
            shown = task;
        }
    }

    /// Nothing but when it was heard of differs.
    private static boolean same(Catalogue.Task one, Catalogue.Task other) {
        return one.name().equals(other.name())
                && one.queues().equals(other.queues())
                && one.parameters().equals(other.parameters())
                && one.result().equals(other.result())
                && one.options().equals(other.options());
    }

    /// Says that no worker serves the one of this name.
    void gone(String name) {
        shown = null;
        removeAll();
        setVisible(true);
        var body = new Div(new Paragraph(text("task.gone")));
        body.addClassName("body");
        add(head(Inert.text(name), ""), body);
    }

    private void draw(Catalogue.Task task) {
        removeAll();
        var body = new Div();
        body.addClassName("body");
        if (task.description() != null) {
            body.add(new Paragraph(Inert.text(task.description())));
        }
        part(body, text("task.takes"), task.parameters());
        part(body, text("task.gives"), task.result());
        if (!task.options().isEmpty()) {
            part(body, text("task.options"), task.options());
        }
        add(head(Inert.text(task.name()), Inert.text(String.join(", ", task.queues()))), body);
    }

    private static void part(Div body, String title, Map<String, @Nullable Object> schema) {
        body.add(new H3(title), new CodeView(title, Language.JSON, Json.pretty(schema)));
    }

    private Div head(String title, String queues) {
        var small = new Span(queues);
        small.addClassNames("mono", "muted");
        var words = new Div(new H2(title), small);
        words.addClassName("words");
        var close = new NativeButton("", _ -> closed.run());
        close.addClassName("icon-button");
        close.setAriaLabel(text("task.close"));
        close.add(VaadinIcon.CLOSE_SMALL.create());
        var head = new Div(words, close);
        head.addClassName("side-head");
        return head;
    }
}
