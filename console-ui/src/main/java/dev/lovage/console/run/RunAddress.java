package dev.lovage.console.run;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where on a run's page a person is: the tab, the step that is looked at, and the turns of loops
/// and graphs that are not the latest.
///
/// @param turns by the node that repeats
record RunAddress(RunTab tab, @Nullable String step, Map<String, Integer> turns) {
    private static final String TURN = "turn";

    RunAddress {
        turns = Map.copyOf(turns);
    }

    RunAddress(RunTab tab, @Nullable String step) {
        this(tab, step, Map.of());
    }

    static RunAddress of(Location location) {
        var said = location.getQueryParameters();
        return new RunAddress(
                RunTab.of(said.getSingleParameter("tab").orElse("")),
                said.getSingleParameter("step").filter(step -> !step.isBlank()).orElse(null),
                turns(said.getParameters(TURN)));
    }

    /// `node:turn`; what is anything else is left out.
    private static Map<String, Integer> turns(List<String> words) {
        Map<String, Integer> turns = new HashMap<>();
        for (var word : words) {
            int colon = word.lastIndexOf(':');
            if (colon > 0 && word.substring(colon + 1).matches("[0-9]{1,7}")) {
                turns.put(word.substring(0, colon), Integer.valueOf(word.substring(colon + 1)));
            }
        }
        return turns;
    }

    QueryParameters query() {
        Map<String, List<String>> said = new LinkedHashMap<>();
        if (tab != RunTab.GRAPH) {
            said.put("tab", List.of(tab.word()));
        }
        if (step != null) {
            said.put("step", List.of(step));
        }
        if (!turns.isEmpty()) {
            said.put(
                    TURN,
                    new TreeMap<>(turns)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                                    .toList());
        }
        return new QueryParameters(said);
    }

    RunAddress withTab(RunTab other) {
        return new RunAddress(other, step, turns);
    }

    RunAddress withStep(@Nullable String other) {
        return new RunAddress(tab, other, turns);
    }

    /// Looks at another turn; the step of the one before is left.
    RunAddress withTurn(String node, int turn) {
        var others = new HashMap<>(turns);
        others.put(node, turn);
        var inside = step != null && new StepPath(step).node().startsWith(node + ".");
        return new RunAddress(tab, inside ? null : step, others);
    }

    /// The chosen turns, and those that the step stands in.
    Map<String, Integer> shown() {
        Map<String, Integer> all = new HashMap<>();
        if (step != null) {
            var above = new StringBuilder();
            for (var part : new StepPath(step).parts()) {
                var turn = part.turn();
                if (part.repeats() && turn != null) {
                    all.put(new StepPath(above.substring(0, above.length() - 1)).node(), turn);
                }
                above.append(part.text()).append('.');
            }
        }
        all.putAll(turns);
        return all;
    }

    /// The panel stands beside what shows steps.
    boolean showsPanel() {
        return switch (tab) {
            case GRAPH, TIMELINE, STEPS -> true;
            case INPUT, LOGS, EVENTS, RESULT, SOURCE -> false;
        };
    }
}
