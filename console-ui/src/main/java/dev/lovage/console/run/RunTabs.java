package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

import java.util.EnumMap;
import java.util.Map;

/// The faces of a run's page as links, so that each has an address of its own.
final class RunTabs extends Nav {
    private final Map<RunTab, Anchor> links = new EnumMap<>(RunTab.class);

    RunTabs() {
        addClassName("tabs");
        setAriaLabel(text("run.tabs"));
        for (var tab : RunTab.values()) {
            var link = new Anchor("", text("run.tab." + tab.word()));
            links.put(tab, link);
            add(link);
        }
    }

    void show(String id, RunAddress address) {
        links.forEach((tab, link) -> {
            link.setHref(RunRow.address(id) + query(address.withTab(tab)));
            if (tab == address.tab()) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }

    private static String query(RunAddress address) {
        var said = address.query().getQueryString();
        return said.isEmpty() ? "" : "?" + said;
    }
}
