package dev.lovage.console.look;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

import java.util.Map;

/// The faces of a page as links, so that each has an address of its own.
public final class Tabs extends Nav {
    public Tabs(String name) {
        addClassName("tabs");
        setAriaLabel(name);
    }

    /// Shows the faces of a page.
    ///
    /// @param address of the page
    /// @param words what each is called, by what the address says; the first has no word there
    /// @param shown the one that is looked at
    public void show(String address, Map<String, String> words, String shown) {
        removeAll();
        words.forEach((word, title) -> {
            var link = new Anchor(word.isEmpty() ? address : address + "?tab=" + word, title);
            if (word.equals(shown)) {
                link.getElement().setAttribute("aria-current", "page");
            }
            add(link);
        });
    }
}
