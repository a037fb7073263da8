package dev.lovage.server.projection;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;

/// Tells whether the read model follows Kafka. The api stays in service when it does not: its
/// answers say how old they are.
@Singleton
final class ProjectionHealth implements HealthIndicator {
    private final Projecting projecting;

    ProjectionHealth(Projecting projecting) {
        this.projecting = projecting;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> result(projecting.view()));
    }

    private static HealthResult result(ProjectorState.View view) {
        var details = new LinkedHashMap<String, Object>();
        if (view.waiting() != null) {
            details.put("waiting", view.waiting());
        }
        details.put("stopped", view.stopped());
        details.put("fenced", view.fenced());
        details.put("dead", view.dead());
        return HealthResult.builder(
                        "projection", view.healthy() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }
}
