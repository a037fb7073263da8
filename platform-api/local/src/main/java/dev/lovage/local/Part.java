package dev.lovage.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One process of the platform: what it needs, how it starts, when it serves, how it ends.
///
/// @param needs the parts that must serve before this one starts
/// @param prepare runs before every start, so it must be safe to repeat
record Part(
        String name, Set<String> needs, Step prepare, Command command, Health health, Ending end) {

    Part {
        needs = Set.copyOf(needs);
    }

    /// What is executed, with which additions to the environment, in which folder.
    record Command(List<String> line, Map<String, String> environment, Path folder) {
        Command {
            line = List.copyOf(line);
            environment = Map.copyOf(environment);
        }
    }

    /// Work that must be done before the process starts; a failure fails the start.
    interface Step {
        Step NONE = () -> {};

        void run() throws Exception;
    }

    /// Whether the process serves now. Answers within a few seconds, never throws for "not yet".
    interface Health {
        boolean serves(long pid);
    }

    /// How a process is asked to end, and what the system sends it when the supervisor is killed.
    enum Ending {
        /// Shuts down cleanly even then: a database.
        CLEAN("INT", "INT"),
        /// Is built to be killed at any moment.
        AT_ONCE("TERM", "KILL");

        final String signal;
        final String orphaned;

        Ending(String signal, String orphaned) {
            this.signal = signal;
            this.orphaned = orphaned;
        }
    }
}
