package dev.lovage.console.look;

import com.vaadin.flow.component.html.Span;

/// A state as a coloured word with its mark.
public final class StateChip extends Span {
    public StateChip(Enum<?> state) {
        addClassName("chip");
        show(state);
    }

    public void show(Enum<?> state) {
        if (state.name().equals(getElement().getAttribute("data-state"))) {
            return;
        }
        getElement().setAttribute("data-state", state.name());
        removeAll();
        add(new StateMark(state), new Span(Words.state(state)));
    }
}
