package dev.lovage.server.reconcile;

import dev.lovage.events.RunState;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How many runs stand how, in words that Temporal and the read model share.
record Tally(Map<Standing, Long> counts) {
    Tally {
        var sorted = new EnumMap<Standing, Long>(Standing.class);
        counts.forEach((standing, count) -> {
            if (count > 0) {
                sorted.merge(standing, count, Long::sum);
            }
        });
        counts = Collections.unmodifiableMap(sorted);
    }

    /// How a run stands, as far as Temporal's status tells it: whether one that completed was
    /// skipped, or one that failed had no time left, only its result says.
    enum Standing {
        OPEN,
        COMPLETED,
        FAILED,
        CANCELLED,
        TERMINATED;

        static Standing of(RunState state) {
            return switch (state) {
                case SCHEDULED, QUEUED, RUNNING, WAITING, PAUSED -> OPEN;
                case SUCCEEDED, SKIPPED -> COMPLETED;
                case FAILED, TIMED_OUT -> FAILED;
                case CANCELLED -> CANCELLED;
                case TERMINATED -> TERMINATED;
            };
        }

        /// @param status as Temporal's lists name it
        static Standing named(String status) {
            return switch (status) {
                case "Completed" -> COMPLETED;
                case "Failed", "TimedOut" -> FAILED;
                case "Canceled" -> CANCELLED;
                case "Terminated" -> TERMINATED;
                default -> OPEN;
            };
        }
    }
}
