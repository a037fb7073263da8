package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.LogLine;
import dev.lovage.events.LogLine.Level;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;
import dev.lovage.server.log.LogLines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

@Timeout(120)
class LogReaderIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private final ProjectorState state = new ProjectorState(Clock.systemUTC());
    private final LogLines lines = new LogLines(new Settings.Logs(Duration.ofDays(7)));
    @RegisterExtension private final Rig rig = new Rig(2);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;

    private static LogLine line(String run, String message) {
        return new LogLine("default", run, "do.0", 1, Instant.now(), Level.INFO, "task.a", message);
    }

    private ConsumerLoop started() {
        var projection = new LogProjection(database, lines, Clock.systemUTC());
        var loop =
                new ConsumerLoop(
                        "logs",
                        () -> Consumers.ofLogs(topic.kafka),
                        c ->
                                Reader.of(
                                        c,
                                        () -> new Topic(topic.kafka.topic("logs"), null),
                                        projection,
                                        state,
                                        Following.PACE),
                        state);
        loop.start();
        return loop;
    }

    private List<String> stored(String run) {
        return new Tables(database)
                .rows("select message from logs where run = '" + run + "' order by id");
    }

    @Test
    void storesTheLinesOfARunInTheirOrderAndOnlyOnce() throws Exception {
        topic.log(line("a~1", "one"), line("a~2", "other"), line("a~1", "two"));
        try (var _ = started()) {
            await().atMost(SOON).until(() -> stored("a~1").size() == 2);
            topic.log(line("a~1", "three"));
            await().atMost(SOON).until(() -> stored("a~1").size() == 3);
        }
        topic.log(line("a~1", "four \0 \u001b[31m \u202E"));
        try (var _ = started()) {
            await().atMost(SOON).until(() -> stored("a~1").size() == 4);
        }
        assertThat(stored("a~1"))
                .containsExactly("one", "two", "three", "four \u2400 \u001b[31m \u202E");
        await().atMost(SOON).until(() -> stored("a~2").equals(List.of("other")));
    }

    @Test
    void keepsAsideWhatCannotBeReadAndGoesOn() throws Exception {
        topic.garbage("logs");
        var timeless =
                new LogLine("default", "a~1", "do.0", 1, Instant.MAX, Level.INFO, "l", "never");
        topic.log(timeless, line("a~1", "after it"));
        try (var _ = started()) {
            await().atMost(SOON).until(() -> stored("a~1").equals(List.of("after it")));
            await().atMost(SOON)
                    .until(() -> database.value("select count(*) from dead_events").equals("3"));
        }
        assertThat(state.view().dead()).isEqualTo(3);
    }

    @Test
    void dropsTheDaysThatAreOlderThanTheRetention() {
        database.transaction(tx -> {
            lines.keep(tx);
            return true;
        });
        database.update(
                "create table logs_2020_01_02 partition of logs for values"
                        + " from ('2020-01-02') to ('2020-01-03')");
        database.update(
                "insert into logs (day, at, attempt, level, tenant, run, path, logger, message)"
                        + " values ('2020-01-02', now(), 1, 'INFO', 'default', 'a~1', 'do', 'l',"
                        + " 'old')");
        database.transaction(tx -> {
            lines.append(tx, List.of(line("a~1", "new")));
            lines.keep(tx);
            return true;
        });

        assertThat(stored("a~1")).containsExactly("new");
        assertThat(
                        database.value(
                                "select count(*) from pg_inherits"
                                        + " where inhparent = 'logs'::regclass"))
                .isEqualTo("4");
    }
}
