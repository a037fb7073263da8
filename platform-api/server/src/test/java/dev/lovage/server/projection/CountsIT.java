package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.run.Engines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CountsIT {
    private static final String COLUMNS = "select runs, hour, status, took, tenant, definition";
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsToldInWhateverOrderTheCountsAreThoseOfTheRows(long seed) {
        var random = new Random(seed);
        var told = new ArrayList<RunEvent>();
        for (int i = 0; i < 30; i++) {
            told.addAll(life(random, i));
        }
        told.addAll(told.subList(0, random.nextInt(told.size())));
        Collections.shuffle(told, random);

        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(20));
            model.apply(told.subList(from, to));
            from = to;
            if (random.nextInt(5) == 0) {
                reset(random.nextInt(30));
            }
        }

        assertThat(database.value("select sum(runs) from run_counts")).isEqualTo("30");
        assertThat(differences()).isEmpty();
    }

    private static List<RunEvent> life(Random random, int i) {
        var run = ARun.named("census~" + i).workflow("w" + i % 3);
        var told = new ArrayList<>(run.life(random, random.nextInt(3)));
        if (random.nextBoolean()) {
            told.add(run.confirmed(RunState.TERMINATED));
        }
        if (random.nextInt(3) == 0) {
            told.add(run.execution("t-2-" + i, ARun.EPOCH + 5_000).changed(90));
        }
        if (random.nextInt(3) == 0) {
            told.add(run.execution("t-3-" + i, ARun.EPOCH).confirmed(RunState.FAILED));
        }
        return told;
    }

    /// As the reconciler takes over another execution.
    private static void reset(int i) {
        database.update(
                "update runs set generation = generation + 1, epoch = 1, seq = 0, ended = null,"
                        + " status = 'RUNNING' where run = ?",
                "census~" + i);
    }

    @Test
    void aRunIsCountedFromItsFirstEventOn() {
        var run = ARun.named("census~1");
        database.update(
                "insert into runs (accepted, tenant, run, definition, revision, temporal_run)"
                        + " values (?, 'default', 'census~1', 'census', 3, 't-census~1')",
                ARun.ACCEPTED);
        assertThat(counts()).isEmpty();

        model.apply(List.of(run.started(1)));
        assertThat(counts()).containsExactly("census RUNNING -1 1");

        model.apply(List.of(run.started(1), run.closed(101, RunState.SUCCEEDED, null)));
        assertThat(counts()).containsExactly("census SUCCEEDED 111 1");
    }

    @Test
    void howLongRunsTakeIsReadOffTheScale() {
        for (int i = 1; i <= 40; i++) {
            var run = ARun.named("census~" + i);
            var end = i == 40 ? RunState.CANCELLED : RunState.SUCCEEDED;
            model.apply(List.of(run.started(1), run.closed(1 + i, end, null)));
        }

        var took = Engines.postgres(database).took("default", "census").orElseThrow();
        assertThat(took.runs()).isEqualTo(39);
        assertThat(took.p95()).isBetween(Duration.ofMillis(380), Duration.ofMillis(403));
        assertThat(Engines.postgres(database).took("default", "thumbs")).isEmpty();
        assertThat(Engines.postgres(database).took("acme", "census")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 17, 999, 61_234, 3_600_000, 31_536_000_000L})
    void aMarkOfTheScaleIsAtMostASixteenthTooLarge(long ms) {
        var sql = "select took_at_most(took_bucket(cast(? as bigint) * interval '1 ms'))";
        var mark = Long.parseLong(database.value(sql, ms));

        assertThat(mark).isBetween(ms, ms + ms / 16);
        assertThat(database.value(sql, mark)).isEqualTo("" + mark);
    }

    private static List<String> counts() {
        return tables.rows(
                "select concat_ws(' ', definition, status, took, runs) from run_counts"
                        + " where runs <> 0 order by definition, status, took");
    }

    private static List<String> differences() {
        return tables.rows(
                "select d::text from ((COLUMNS from run_counts where runs <> 0 except COLUMNS from counted_runs)"
                                .replace("COLUMNS", COLUMNS)
                        + " union all (COLUMNS from counted_runs except COLUMNS from run_counts)) d"
                                .replace("COLUMNS", COLUMNS));
    }
}
