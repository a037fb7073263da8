package dev.lovage.worker;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

/// Not alive is only a worker that a new start would help.
@Liveness
@Singleton
final class WorkerLiveness implements HealthIndicator {
    private final WorkerProcess worker;

    WorkerLiveness(WorkerProcess worker) {
        this.worker = worker;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder("worker", worker.alive() ? HealthStatus.UP : HealthStatus.DOWN)
                        .build());
    }
}
