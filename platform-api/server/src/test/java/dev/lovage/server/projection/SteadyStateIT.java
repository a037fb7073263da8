package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent;
import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What each task costs while events come steadily, none of them late. Kafka and PostgreSQL are
/// real; the time in which the events come is not, so that the counts are the same wherever this
/// runs.
@Timeout(180)
class SteadyStateIT {
    private static final int RUNS = 100;
    private static final int TASKS = 10;
    private static final Duration APART = Duration.ofMillis(2);

    @RegisterExtension private final Rig rig = new Rig(12);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;
    private final AtomicInteger commits = new AtomicInteger();

    @Test
    void fiveHundredEventsASecondCostATenthOfACommitForEachTask() {
        int told = tell();
        read(new Paced(Consumers.ofRuns(topic.kafka), Paced.every(APART, told)));

        assertThat(commits.get()).isPositive().isLessThanOrEqualTo(RUNS * TASKS / 10);
        assertThat(database.value("select sum(next_offset) from projector_offsets"))
                .isEqualTo("" + told);
        assertThat(database.value("select count(*) from steps where state = 'SUCCEEDED'"))
                .isEqualTo("" + RUNS * TASKS);
        assertThat(database.value("select count(*) from reconcile_queue")).isEqualTo("0");
    }

    private void read(Paced paced) {
        var state = new ProjectorState(Clock.systemUTC());
        var projection = new Projection(counting(database), Clock.systemUTC(), _ -> {});
        try (var consumer = paced.consumer()) {
            var reader =
                    Reader.of(
                            consumer,
                            () -> new Topic(topic.kafka.topic("runs"), null),
                            projection,
                            state,
                            new Pace(Following.PACE.apart(), paced::nanos));
            while (!paced.isOver()) {
                reader.run();
            }
        }
    }

    /// All runs at once, each a step further in turn.
    private int tell() {
        var lives = new ArrayList<RunEvent[]>();
        for (int run = 0; run < RUNS; run++) {
            lives.add(ARun.named("census~" + run).ofTasks(TASKS).toArray(RunEvent[]::new));
        }
        int length = lives.getFirst().length;
        for (int at = 0; at < length; at++) {
            for (var life : lives) {
                var _ = topic.send(life[at]);
            }
        }
        topic.flush();
        return RUNS * length;
    }

    private Database counting(Database database) {
        return new Database() {
            @Override
            public <T> T transaction(Work<T> work) {
                commits.incrementAndGet();
                return database.transaction(work);
            }
        };
    }
}
