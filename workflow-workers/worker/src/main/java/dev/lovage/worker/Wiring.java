package dev.lovage.worker;

import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions;
import dev.lovage.engine.task.AttemptListener;
import dev.lovage.engine.task.Blobs;
import dev.lovage.engine.task.HeaderInterceptor;
import dev.lovage.engine.task.TaskActivity;
import dev.lovage.links.KafkaLink;
import dev.lovage.links.TemporalLink;
import dev.lovage.sdk.Tasks;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.stream.Collectors;

/// Makes the engine's options out of the settings and the tasks that were found.
@Factory
final class Wiring {
    @Singleton
    EngineOptions engine(
            Settings.Temporal temporal,
            TemporalLink temporalLink,
            Settings.Deployment deployment,
            Settings.Kafka kafka,
            KafkaLink kafkaLink,
            Settings.Worker worker,
            Settings.Events events,
            TaskActivity activity) {
        return new EngineOptions(
                new EngineOptions.Temporal(
                        temporalLink.to(temporal.target(), temporal.namespace()).build(),
                        temporal.namespace(),
                        worker.name(),
                        deployment.versioning()),
                new EngineOptions.Kafka(
                        kafkaLink.to(kafka.servers()),
                        kafka.prefix(),
                        events.values(),
                        events.outboxBytes()),
                worker.queues().stream()
                        .map(queue -> onTheWire(worker.tenant(), queue))
                        .collect(Collectors.toSet()),
                new EngineOptions.Tasks(activity, List.of(new HeaderInterceptor()), worker.tasks()),
                worker.stopGrace());
    }

    @Singleton
    TaskActivity activity(
            Tasks tasks, AttemptListener listener, AttemptTelemetry telemetry, Blobs blobs) {
        return new TaskActivity(tasks, listener, telemetry).keepingIn(blobs);
    }

    private static String onTheWire(String tenant, String queue) {
        return tenant.equals(RunInput.DEFAULT_TENANT) ? queue : tenant + "/" + queue;
    }
}
