package dev.lovage.server;

import io.micronaut.context.annotation.Bean;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.time.Duration;

/// PostgreSQL for the loops of the api, which may take their time and must never take the
/// connections of requests.
@Singleton
@Bean(typed = Background.class)
public final class Background implements Database {
    private static final int LOOPS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PooledDatabase pool;

    Background(Settings.Postgres settings) {
        pool = new PooledDatabase(settings, "background", LOOPS, PATIENCE);
    }

    @Override
    public <T> T transaction(Work<T> work) {
        return pool.transaction(work);
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
