package dev.lovage.server.task;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.WorkerSeen;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which tasks there are, with their schemas and options, and who serves them.
public interface Catalogue {
    /// Every known task, by name.
    List<Entry> tasks(String tenant);

    Optional<Entry> task(String tenant, String name);

    /// Those of `names` that are known.
    Map<String, Entry> tasks(String tenant, Set<String> names);

    /// Workers heard of within the last minute, by identity; the newest word of each.
    List<WorkerSeen> workers(String tenant);

    /// Every queue that a worker of any tenant served within the last week.
    Set<Queue> queues();

    /// Who was heard of last that serves a queue, within the last week.
    ///
    /// @param queue as authors name it
    Optional<Server> server(String tenant, String queue);

    /// A worker of a queue.
    ///
    /// @param seen when it was last heard of
    record Server(String worker, Instant seen) {}

    /// A queue, as authors name it.
    record Queue(String tenant, String name) {
        /// Its name in Temporal.
        public String wire() {
            return tenant.equals(RunInput.DEFAULT_TENANT) ? name : tenant + "/" + name;
        }
    }

    /// A task, as the worker announced it that was heard last.
    ///
    /// @param queues where workers serve it, as authors name them
    record Entry(WorkerSeen.TaskInfo task, List<String> queues, Instant lastSeen) {
        public Entry {
            queues = List.copyOf(queues);
        }
    }
}
