package dev.lovage.console.run;

import java.util.Arrays;
import java.util.Locale;

/// The faces of a run's page; the address names them in lower case.
enum RunTab {
    GRAPH,
    TIMELINE,
    STEPS,
    LOGS,
    EVENTS,
    INPUT,
    RESULT,
    SOURCE;

    static RunTab of(String word) {
        return Arrays.stream(values())
                .filter(tab -> tab.word().equals(word))
                .findFirst()
                .orElse(GRAPH);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
