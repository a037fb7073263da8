package dev.lovage.server.projection;

import dev.lovage.server.run.RunStore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.context.annotation.Context;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How old the read model is, as `lovage_projection_lag_seconds`: the same from every api.
@Context
final class LagMetrics {
    private final RunStore store;
    private final Clock clock;

    LagMetrics(RunStore store, Clock clock, MeterRegistry registry) {
        this.store = store;
        this.clock = clock;
        TimeGauge.builder("lovage.projection.lag", this, TimeUnit.MILLISECONDS, LagMetrics::millis)
                .register(registry);
    }

    /// Not a number when PostgreSQL does not answer: there is nothing to say then.
    private double millis() {
        try {
            return Duration.between(store.freshness().asOf(), clock.instant()).toMillis();
        } catch (RuntimeException _) {
            return Double.NaN;
        }
    }
}
