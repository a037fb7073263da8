package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who works, and what can be called.
public interface Catalogue {
    /// A task that some worker serves, or served within the last seven days.
    ///
    /// @param queues where its workers poll
    /// @param parameters JSON Schema of its named arguments
    /// @param result JSON Schema of what it returns
    /// @param options its own defaults, in the language's own form
    /// @param lastSeen when a worker last announced it
    record Task(
            String name,
            @Nullable String description,
            List<String> queues,
            Map<String, @Nullable Object> parameters,
            Map<String, @Nullable Object> result,
            Map<String, @Nullable Object> options,
            Instant lastSeen) {
        public Task {
            queues = List.copyOf(queues);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /// A worker that announced itself.
    ///
    /// @param alive heard of within the last thirty seconds
    record Worker(
            String id,
            String version,
            List<String> queues,
            List<String> tasks,
            Instant startedAt,
            Instant lastSeen,
            boolean alive) {
        public Worker {
            queues = List.copyOf(queues);
            tasks = List.copyOf(tasks);
        }
    }
}
