package dev.lovage.worker;

import dev.lovage.engine.emission.Publisher;
import dev.lovage.events.EventCodec;
import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;
import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.Tasks;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tells who this worker is and what it serves. What does not arrive is not sent again: the next
/// one says the same.
@Singleton
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Settings.Worker settings;
    private final String topic;
    private final List<TaskInfo> tasks;
    private final Instant startedAt = Instant.now();

    Announcer(Settings.Worker settings, Settings.Kafka kafka, Tasks tasks) {
        this.settings = settings;
        this.topic = kafka.prefix() + ".workers";
        this.tasks = tasks.all().stream().map(Announcer::info).toList();
    }

    /// It serves its queues.
    void here(Publisher publisher) {
        announce(publisher, settings.queues());
    }

    /// It serves no queue any more; its tasks stay known.
    void gone(Publisher publisher) {
        announce(publisher, List.of());
    }

    private void announce(Publisher publisher, List<String> queues) {
        var seen =
                new WorkerSeen(
                        settings.tenant(),
                        settings.name(),
                        version(),
                        startedAt,
                        Instant.now(),
                        queues,
                        tasks);
        Thread.startVirtualThread(() ->
                publisher
                        .publish(topic, seen.worker(), EventCodec.encodeWorker(seen))
                        .whenComplete((_, error) -> {
                            if (error != null) {
                                LOG.debug("Not announced: {}", error.getMessage());
                            }
                        }));
    }

    /// javac leaves the annotations inside a compact constructor's parameter types out of the
    /// class.
    @SuppressWarnings("NullAway")
    private static TaskInfo info(TaskMethod task) {
        return new TaskInfo(
                task.name(),
                task.description().orElse(null),
                task.parameters(),
                task.result(),
                task.options());
    }

    private static String version() {
        return Optional.ofNullable(Announcer.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
