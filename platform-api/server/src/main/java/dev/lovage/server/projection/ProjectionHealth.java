package dev.lovage.server.projection;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Flux;

import java.util.LinkedHashMap;

/// Tells whether the read model and the catalogue follow Kafka. The api stays in service when it
/// does not: its answers say how old they are.
@Singleton
final class ProjectionHealth implements HealthIndicator {
    private static final HealthStatus BEHIND =
            new HealthStatus("BEHIND", "It does not follow Kafka", true, null);

    private final Projecting projecting;

    ProjectionHealth(Projecting projecting) {
        this.projecting = projecting;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Flux.fromIterable(projecting.views().entrySet())
                .map(view -> result(view.getKey(), view.getValue()));
    }

    private static HealthResult result(String name, ProjectorState.View view) {
        var details = new LinkedHashMap<String, Object>();
        if (view.waiting() != null) {
            details.put("waiting", view.waiting());
        }
        details.put("fenced", view.fenced());
        details.put("dead", view.dead());
        details.put("gaps", view.gaps());
        return HealthResult.builder(name, view.healthy() ? HealthStatus.UP : BEHIND)
                .details(details)
                .build();
    }
}
