package dev.lovage.server.run;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Pauses in memory.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresPauseStore.class)
public final class FakePauseStore implements PauseStore {
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    @Override
    public void paused(String tenant, String run, Pause pause) {
        pauses.put(tenant + "/" + run, pause);
    }

    @Override
    public void resumed(String tenant, String run) {
        pauses.remove(tenant + "/" + run);
    }

    @Override
    public Optional<Pause> find(String tenant, String run) {
        return Optional.ofNullable(pauses.get(tenant + "/" + run));
    }
}
