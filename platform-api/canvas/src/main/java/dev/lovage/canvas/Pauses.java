package dev.lovage.canvas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pauses of a definition whose length is known before it runs, by their pointers.
final class Pauses {
    private final Map<String, Duration> lengths = new LinkedHashMap<>();

    void add(String pointer, Duration length) {
        lengths.put(pointer, length);
    }

    /// Tells of those that no run lives to see.
    ///
    /// @param runTimeout when a run ends
    void tellOutlasting(Duration runTimeout, Flaws advice) {
        lengths.forEach((pointer, length) -> {
            if (length.compareTo(runTimeout) >= 0) {
                advice.add(
                        pointer,
                        "OUTLASTS_RUN",
                        "After %s the run has ended already: its `runTimeout` is %s. Make this shorter, or that longer."
                                .formatted(Durations.write(length), Durations.write(runTimeout)));
            }
        });
    }
}
