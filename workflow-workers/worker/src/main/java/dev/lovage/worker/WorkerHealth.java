package dev.lovage.worker;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import java.util.Map;

/// Ready means that the worker serves its queues. That it cannot is no reason to restart it.
@Readiness
@Singleton
final class WorkerHealth implements HealthIndicator {
    private final WorkerProcess worker;

    WorkerHealth(WorkerProcess worker) {
        this.worker = worker;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var result = HealthResult.builder("temporal");
        return Publishers.just(
                switch (worker.condition()) {
                    case Condition.Serving() -> result.status(HealthStatus.UP).build();
                    case Condition.Stopping() ->
                            result.status(HealthStatus.DOWN)
                                    .details(Map.of("reason", "The worker is stopping"))
                                    .build();
                    case Condition.Waiting(var reason) ->
                            result.status(HealthStatus.DOWN)
                                    .details(Map.of("reason", reason))
                                    .build();
                });
    }
}
