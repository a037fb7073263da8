package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// Nothing to show, and what to do about it.
public final class Empty extends Div {
    public Empty(String title, String sentence) {
        addClassName("empty");
        add(new H2(title), new Paragraph(sentence));
    }

    /// The same where it is all there is on a page.
    public static Empty page(String title, String sentence) {
        var empty = new Empty(title, sentence);
        empty.replace(empty.getComponentAt(0), new H1(title));
        return empty;
    }

    /// Adds the command that helps.
    public Empty command(String command) {
        var line = new Code(command);
        line.addClassName("command");
        add(line);
        return this;
    }

    /// Adds a link or a button that helps.
    public Empty action(Component action) {
        add(action);
        return this;
    }
}
