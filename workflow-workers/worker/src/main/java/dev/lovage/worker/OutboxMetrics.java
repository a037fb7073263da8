package dev.lovage.worker;

import dev.lovage.engine.emission.Outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.function.ToDoubleFunction;

/// Shows what waits for Kafka, and what was given up.
@Singleton
final class OutboxMetrics {
    private volatile @Nullable Outbox outbox;

    OutboxMetrics(MeterRegistry meters) {
        Gauge.builder("lovage.outbox.bytes", this, it -> it.read(Outbox::bytes))
                .description("Events of runs that wait for Temporal or for Kafka")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("lovage.outbox.runs.dropped", this, it -> it.read(Outbox::dropped))
                .description("Runs whose waiting events were given up for want of room")
                .register(meters);
        FunctionCounter.builder("lovage.outbox.send.errors", this, it -> it.read(Outbox::errors))
                .description("Records that Kafka did not take, each sent again")
                .register(meters);
    }

    void watch(Outbox other) {
        outbox = other;
    }

    private double read(ToDoubleFunction<Outbox> number) {
        var watched = outbox;
        return watched == null ? 0 : number.applyAsDouble(watched);
    }
}
