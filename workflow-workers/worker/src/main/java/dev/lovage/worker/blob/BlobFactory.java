package dev.lovage.worker.blob;

import dev.lovage.engine.task.Blobs;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/// Makes the way to the api's internal port, where a token opens it.
@Factory
final class BlobFactory {
    private @Nullable HttpBlobs api;

    @Singleton
    Blobs blobs(
            @Value("${lovage.api.internal-url:`http://127.0.0.1:8082`}") String url,
            @Value("${lovage.worker.token:}") String token) {
        if (token.isEmpty()) {
            return Blobs.NONE;
        }
        var made = new HttpBlobs(url, token);
        api = made;
        return made;
    }

    @PreDestroy
    void close() {
        if (api != null) {
            api.close();
        }
    }
}
