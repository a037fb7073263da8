package dev.lovage.server.projection;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;

/// Asks for a restart when a loop of ours hangs. One that waits for something goes round, and does
/// not.
@Liveness
@Singleton
final class LoopHealth implements HealthIndicator {
    private final Projecting projecting;

    LoopHealth(Projecting projecting) {
        this.projecting = projecting;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            var stuck = projecting.views().values().stream().anyMatch(ProjectorState.View::stuck);
            return HealthResult.builder("loops", stuck ? HealthStatus.DOWN : HealthStatus.UP)
                    .build();
        });
    }
}
