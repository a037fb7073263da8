package dev.lovage.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A worker tells, every ten seconds, that it lives and what it serves.
///
/// @param worker its identity in Temporal, `pid@host` or what was configured
/// @param queues as authors name them, without the tenant
public record WorkerSeen(
        String tenant,
        String worker,
        String version,
        Instant startedAt,
        Instant at,
        List<String> queues,
        List<TaskInfo> tasks) {

    public WorkerSeen {
        queues = List.copyOf(queues);
        tasks = List.copyOf(tasks);
    }

    /// A task that a worker serves.
    ///
    /// @param parameters JSON Schema of its arguments, an object by parameter name
    /// @param result JSON Schema of what it returns
    /// @param options its own retry, time-outs, queue and priority, in the language's own JSON form
    public record TaskInfo(
            String name,
            @Nullable String description,
            Map<String, @Nullable Object> parameters,
            Map<String, @Nullable Object> result,
            Map<String, @Nullable Object> options) {
        public TaskInfo {
            parameters = copy(parameters);
            result = copy(result);
            options = copy(options);
        }
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
