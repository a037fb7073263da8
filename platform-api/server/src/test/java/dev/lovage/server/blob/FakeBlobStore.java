package dev.lovage.server.blob;

import dev.lovage.canvas.BlobReference;
import dev.lovage.server.ApiException;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Large values in memory.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresBlobStore.class)
public final class FakeBlobStore implements BlobStore {
    final Map<BlobKey, byte[]> values = new ConcurrentHashMap<>();
    private volatile boolean shut;
    private final Map<BlobKey, Set<String>> places = new ConcurrentHashMap<>();

    /// From now on it answers as one whose database is away.
    void shut() {
        shut = true;
    }

    private void answer() {
        if (shut) {
            throw ApiException.unavailable("PostgreSQL", new IOException());
        }
    }

    @Override
    public void put(BlobKey key, String type, byte[] content) {
        answer();
        values.putIfAbsent(key, content.clone());
    }

    @Override
    public void put(BlobKey key, String type, byte[] content, String place) {
        put(key, type, content);
        places.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(place);
    }

    @Override
    public Map<String, BlobReference> places(String tenant, String run, Instant accepted) {
        var found = new HashMap<String, BlobReference>();
        places.forEach((key, standing) -> {
            if (key.equals(new BlobKey(tenant, run, accepted, key.sha256()))) {
                var reference =
                        new BlobReference(
                                accepted.toEpochMilli() + "/" + run,
                                values.get(key).length,
                                key.sha256(),
                                BlobReference.JSON,
                                null);
                standing.forEach(place -> found.put(place, reference));
            }
        });
        return found;
    }

    @Override
    public Optional<byte[]> get(BlobKey key) {
        answer();
        return Optional.ofNullable(values.get(key)).map(byte[]::clone);
    }
}
