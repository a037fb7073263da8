package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

/// Where a page stands, as links to what is above it.
public final class Where extends Div {
    private final Nav nav = new Nav();

    public Where(String title, String address) {
        addClassNames("head", "crumbs");
        nav.addClassName("where");
        nav.setAriaLabel(text("where.label"));
        nav.add(new Anchor(address, title));
        add(nav);
    }

    public Where then(String title, String address) {
        nav.add(slash(), new Anchor(address, title));
        return this;
    }

    /// The page itself.
    public Where here(String title) {
        var here = new Span(title);
        here.getElement().setAttribute("aria-current", "page");
        nav.add(slash(), here);
        return this;
    }

    /// Puts something at the end of the line.
    public Where end(Component component) {
        add(component);
        return this;
    }

    private static Span slash() {
        var slash = new Span("/");
        slash.getElement().setAttribute("aria-hidden", "true");
        return slash;
    }
}
