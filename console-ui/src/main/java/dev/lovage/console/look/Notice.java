package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import dev.lovage.events.RunState;

/// Words to a person about something that did not go as it should.
public final class Notice extends Div {
    private final Div words = new Div();

    public Notice(Enum<?> state, String what) {
        addClassName("notice");
        getElement().setAttribute("data-state", state.name());
        getElement().setAttribute("role", "alert");
        words.addClassName("words");
        var sentence = new Span(what);
        sentence.addClassName("what");
        words.add(sentence);
        add(new StateMark(state), words);
    }

    public Notice(Said said) {
        this(RunState.FAILED, said.what());
        if (!said.way().isEmpty()) {
            more(said.way());
        }
        if (said.request() != null) {
            small(text("problem.request", said.request()));
        }
    }

    /// Adds a sentence.
    public Notice more(String sentence) {
        words.add(new Span(sentence));
        return this;
    }

    /// Adds a sentence that few will need.
    public Notice small(String sentence) {
        var line = new Span(sentence);
        line.addClassName("small");
        words.add(line);
        return this;
    }
}
