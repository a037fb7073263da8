package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The faces of a workflow's page; the address names them in lower case.
enum WorkflowTab {
    GRAPH,
    SCHEDULES,
    SOURCE,
    REVISIONS;

    static WorkflowTab of(String word) {
        return Arrays.stream(values())
                .filter(tab -> tab.word().equals(word))
                .findFirst()
                .orElse(GRAPH);
    }

    /// What the address says; nothing for the first.
    String word() {
        return this == GRAPH ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (var tab : values()) {
            words.put(tab.word(), text("workflow.tab." + tab.name().toLowerCase(Locale.ROOT)));
        }
        return words;
    }
}
