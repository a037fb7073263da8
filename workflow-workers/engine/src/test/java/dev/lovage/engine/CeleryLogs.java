package dev.lovage.engine;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the tasks of one run note down, in the order in which they do.
final class CeleryLogs {
    private final Map<String, List<String>> logs = new TreeMap<>();

    /// A text as it is, everything else as JSON.
    synchronized void note(String log, Object value) {
        try {
            var line = value instanceof String text ? text : Json.MAPPER.writeValueAsString(value);
            logs.computeIfAbsent(log, _ -> new ArrayList<>()).add(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    synchronized Map<String, List<String>> all() {
        var copy = new TreeMap<String, List<String>>();
        logs.forEach((log, lines) -> copy.put(log, List.copyOf(lines)));
        return copy;
    }
}
