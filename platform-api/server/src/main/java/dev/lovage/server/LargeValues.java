package dev.lovage.server;

import io.micronaut.context.annotation.Bean;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.time.Duration;

/// PostgreSQL for large values, which take longer than requests may, and must not keep the loops
/// from their connections either.
@Singleton
@Bean(typed = LargeValues.class)
public final class LargeValues implements Database {
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PooledDatabase pool;

    LargeValues(Settings.Postgres settings) {
        pool = new PooledDatabase(settings, "large values", AT_ONCE, PATIENCE);
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
