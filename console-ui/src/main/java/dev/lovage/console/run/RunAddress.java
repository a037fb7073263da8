package dev.lovage.console.run;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where on a run's page a person is: the tab, and the step that is looked at.
record RunAddress(RunTab tab, @Nullable String step) {
    static RunAddress of(Location location) {
        var said = location.getQueryParameters();
        return new RunAddress(
                RunTab.of(said.getSingleParameter("tab").orElse("")),
                said.getSingleParameter("step").filter(step -> !step.isBlank()).orElse(null));
    }

    QueryParameters query() {
        Map<String, String> said = new LinkedHashMap<>();
        if (tab != RunTab.GRAPH) {
            said.put("tab", tab.word());
        }
        if (step != null) {
            said.put("step", step);
        }
        return QueryParameters.simple(said);
    }

    RunAddress withTab(RunTab other) {
        return new RunAddress(other, step);
    }

    RunAddress withStep(@Nullable String other) {
        return new RunAddress(tab, other);
    }

    /// The panel stands beside what shows steps.
    boolean showsPanel() {
        return switch (tab) {
            case GRAPH, TIMELINE, STEPS -> true;
            case INPUT, LOGS, RESULT, SOURCE -> false;
        };
    }
}
