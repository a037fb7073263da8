package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Of several readers of one partition only the one that it belongs to writes.
class FencingIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private static final Projection projection = model.projection;
    private final ARun run = ARun.named("census~1");

    @Test
    void ofTwoReadersAtOnceOnlyOneWrites() throws Exception {
        for (int turn = 0; turn < 20; turn++) {
            var batch = Told.batch(turn, run.changed(turn + 1));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> projection.apply(List.of(batch)));
                var other = threads.submit(() -> projection.apply(List.of(batch)));
                assertThat(List.of(one.get(), other.get()))
                        .containsExactlyInAnyOrder(
                                new Outcome(Map.of(), 0, News.NONE),
                                new Outcome(Map.of(0, turn + 1L), 0, News.NONE));
            }
        }

        assertThat(database.value("select version from runs")).isEqualTo("20");
    }

    @Test
    void whoReadFromAnotherPositionWritesNothing() {
        model.apply(run.started(1));
        var zombie = projection.apply(List.of(Told.batch(0, run.closed(9, RunState.FAILED, "x"))));

        assertThat(zombie).isEqualTo(new Outcome(Map.of(0, 1L), 0, News.NONE));
        assertThat(tables.runs()).hasSize(1).first().asString().contains("RUNNING");
    }

    @Test
    void withoutTheFenceWhoReadFromAnotherPositionTakesThePositionBack() {
        model.apply(run.started(1));
        model.apply(run.changed(2));
        System.setProperty("lovage.test.guards.off", "fence");
        try {
            projection.apply(List.of(Told.batch(0, run.started(1))));
        } finally {
            System.clearProperty("lovage.test.guards.off");
        }

        assertThat(database.value("select next_offset from projector_offsets")).isEqualTo("1");
    }

    @Test
    void whatComesFromAllPartitionsIsOneCommitAndALostOneSpoilsNothing() {
        database.update("truncate projector_offsets");
        projection.positions(Told.SOURCE, Map.of(0, 0L, 1, 0L, 2, 0L));
        database.update("update projector_offsets set next_offset = 4 where partition = 1");
        var batches =
                IntStream.range(0, 3)
                        .mapToObj(p -> Told.batch(p, 0, ARun.named("census~" + p).started(1)))
                        .toList();
        long before = tables.commits();
        long looking = tables.commits() - before;
        var outcome = projection.apply(batches);

        assertThat(tables.commits() - before - 2 * looking).isEqualTo(1);
        assertThat(outcome).isEqualTo(new Outcome(Map.of(1, 4L), 0, outcome.news()));
        assertThat(tables.rows("select run from runs order by 1"))
                .containsExactly("census~0", "census~2");
        assertThat(
                        tables.rows(
                                "select next_offset::text from projector_offsets order by"
                                        + " partition"))
                .containsExactly("1", "4", "1");
    }
}
