package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/// What a batch and a task cost.
class CostsIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private static final Projection projection = model.projection;
    private final ARun run = ARun.named("census~1");

    @Test
    void aBatchIsOneCommitWhateverItHolds() {
        var events = new ArrayList<RunEvent>();
        for (int i = 0; i < 50; i++) {
            events.addAll(ARun.named("census~" + i).life(new Random(i), 4));
        }
        var batch = Told.batch(0, events.subList(0, 500));
        long before = tables.commits();
        long looking = tables.commits() - before;
        projection.apply(List.of(batch));

        assertThat(tables.commits() - before - 2 * looking).isEqualTo(1);
        assertThat(database.value("select count(*) from runs")).isEqualTo("50");
    }

    @Test
    void aTaskTakesAtMostSixHundredBytes() throws SQLException {
        var big = ARun.named("image-thumbnails~01JD2T9XW8Q3M5R7V1B4N6C8DE");
        for (int item = 0; item < 3000; item += 100) {
            model.apply(tasks(big, item, StepState.QUEUED));
            model.apply(tasks(big, item, StepState.SUCCEEDED));
            if (item % 500 == 0) {
                tables.vacuum(); // what autovacuum does when a twentieth of the rows has changed
            }
        }

        assertThat(database.value("select count(*) from steps")).isEqualTo("3000");
        assertThat(
                        Long.parseLong(
                                database.value(
                                        "select pg_total_relation_size('steps_2026_11') / 3000")))
                .isLessThanOrEqualTo(600);
    }

    private static RunEvent[] tasks(ARun run, int from, StepState state) {
        return IntStream.range(from, from + 100)
                .mapToObj(item -> run.changed(seq(item, state), task(item, state)))
                .toArray(RunEvent[]::new);
    }

    private static StepChange task(int item, StepState state) {
        var activity = new UUID(0, item).toString();
        return new StepChange(
                seq(item, state),
                "do.1.m." + item,
                state,
                ARun.at(item),
                new StepChange.Work.Task("image.resize", "media", activity),
                1,
                state.ended() ? new Payload.Inline("out/" + item + ".png") : Payload.NONE,
                null);
    }

    private static long seq(int item, StepState state) {
        return 2L * item + (state.ended() ? 2 : 1);
    }
}
