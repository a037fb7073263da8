package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.EventCodec;
import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.task.Catalogues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

@Timeout(120)
class CatalogueReaderIT {

    @Test
    void whatWorkersAnnounceIsInTheCatalogueAndWhatCannotBeReadIsLeftOut() throws Exception {
        var state = new ProjectorState(Clock.systemUTC());
        var seen = worker(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (var database = new OwnDatabase();
                var topic = new OwnTopic(2)) {
            topic.garbage("workers");
            topic.announce(seen);
            var announcements = Catalogues.announcements(database);
            var name = topic.kafka.topic("workers");
            try (var loop =
                    new ConsumerLoop(
                            "catalogue",
                            () -> Consumers.ofWorkers(topic.kafka),
                            c ->
                                    TelemetryReader.of(
                                            c,
                                            name,
                                            EventCodec::decodeWorker,
                                            announcements::add,
                                            state,
                                            Following.PACE),
                            state)) {
                loop.start();
                var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
                while (Catalogues.postgres(database).workers("default").isEmpty()) {
                    assertThat(System.nanoTime()).as("in time").isLessThan(end);
                    LockSupport.parkNanos(50_000_000);
                }
            }

            assertThat(Catalogues.postgres(database).workers("default")).containsExactly(seen);
        }
    }

    private static WorkerSeen worker(Instant at) {
        return new WorkerSeen(
                "default",
                "1@here",
                "0.1",
                at.minusSeconds(5),
                at,
                List.of("media"),
                List.of(new TaskInfo("files.read", null, Map.of(), Map.of(), Map.of())));
    }
}
