package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;

/// The shape of what is about to be shown.
public final class Bones extends Div {
    private static final int LINES = 12;

    public Bones() {
        addClassName("bones");
        getElement().setAttribute("role", "status");
        getElement().setAttribute("aria-label", text("loading"));
        for (int i = 0; i < LINES; i++) {
            add(new Html("<i></i>"));
        }
    }
}
