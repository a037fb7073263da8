package dev.lovage.server.blob;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Large values in memory.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresBlobStore.class)
public final class FakeBlobStore implements BlobStore {
    final Map<BlobKey, byte[]> values = new ConcurrentHashMap<>();

    @Override
    public void put(BlobKey key, String type, byte[] content) {
        values.putIfAbsent(key, content.clone());
    }

    @Override
    public Optional<byte[]> get(BlobKey key) {
        return Optional.ofNullable(values.get(key)).map(byte[]::clone);
    }
}
