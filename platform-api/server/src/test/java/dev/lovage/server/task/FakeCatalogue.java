package dev.lovage.server.task;

import dev.lovage.events.WorkerSeen;
import dev.lovage.server.FakeDatabase;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `log.write` on `default`, `image.resize` on `media`, in every tenant.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresCatalogue.class)
final class FakeCatalogue implements Catalogue {
    private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeDatabase database;

    FakeCatalogue(FakeDatabase database) {
        this.database = database;
    }

    @Override
    public List<Entry> tasks(String tenant) {
        database.check();
        return List.of(entry("image.resize", "media"), entry("log.write", "default"));
    }

    @Override
    public Optional<Entry> task(String tenant, String name) {
        return tasks(tenant).stream().filter(e -> e.task().name().equals(name)).findFirst();
    }

    @Override
    public Map<String, Entry> tasks(String tenant, Set<String> names) {
        return tasks(tenant).stream()
                .filter(entry -> names.contains(entry.task().name()))
                .collect(Collectors.toMap(entry -> entry.task().name(), entry -> entry));
    }

    @Override
    public List<WorkerSeen> workers(String tenant) {
        database.check();
        return List.of();
    }

    @Override
    public Set<Queue> queues() {
        database.check();
        return Set.of(new Queue("default", "media"), new Queue("default", "default"));
    }

    @Override
    public Optional<Server> server(String tenant, String queue) {
        database.check();
        return Optional.empty();
    }

    private static Entry entry(String name, String queue) {
        var task =
                new WorkerSeen.TaskInfo(
                        name, null, Map.of(), Map.of(), Map.of("retry", Map.of("attempts", 2L)));
        return new Entry(task, List.of(queue), SEEN);
    }
}
