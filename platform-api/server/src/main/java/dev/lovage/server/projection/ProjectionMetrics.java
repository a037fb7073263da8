package dev.lovage.server.projection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/// What goes wrong in reading Kafka, for each reader of this api: `lovage_projection_fenced_total`,
/// `lovage_projection_dead_total` and `lovage_projection_gaps_total`, which is an alarm.
@Context
final class ProjectionMetrics {
    ProjectionMetrics(Projecting projecting, MeterRegistry registry) {
        projecting.states().forEach((name, state) -> register(registry, name, state));
    }

    private static void register(MeterRegistry registry, String reader, ProjectorState state) {
        FunctionCounter.builder("lovage.projection.fenced", state, s -> s.view().fenced())
                .tag("reader", reader)
                .description("batches that another reader had applied already")
                .register(registry);
        FunctionCounter.builder("lovage.projection.dead", state, s -> s.view().dead())
                .tag("reader", reader)
                .description("records kept in dead_events")
                .register(registry);
        FunctionCounter.builder("lovage.projection.gaps", state, s -> s.view().gaps())
                .tag("reader", reader)
                .description("times that Kafka had lost records before they were read")
                .register(registry);
    }
}
