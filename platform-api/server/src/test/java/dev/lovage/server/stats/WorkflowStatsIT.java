package dev.lovage.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Stats;
import dev.lovage.events.RunState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

class WorkflowStatsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static OwnDatabase database;
    private final WorkflowStats stats =
            new WorkflowStats(database, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.update("truncate workflows, runs, run_counts cascade");
        workflow("census");
    }

    private static void workflow(String name) {
        database.update(
                "insert into workflows (tenant, name, revision) values ('default', ?, 1)", name);
    }

    private static void run(String workflow, int i, RunState state, Duration age, int seconds) {
        var accepted = NOW.minus(age);
        database.update(
                "insert into runs (accepted, tenant, run, definition, revision, temporal_run,"
                        + " version, status, started, ended) values (?, 'default', ?, ?, 1, 't',"
                        + " 1, cast(? as run_status), ?, ?)",
                accepted,
                workflow + "~" + i,
                workflow,
                state.name(),
                accepted.plusSeconds(1),
                state.ended() ? accepted.plusSeconds(1L + seconds) : null);
    }

    private Stats.OfWorkflow census() {
        return stats.list("default", List.of(), "", 10).getFirst();
    }

    @Test
    void aWorkflowThatNeverRanHasNothingToTell() {
        assertThat(stats.list("default", List.of(), "", 10))
                .containsExactly(new Stats.OfWorkflow("census", List.of(), Stats.Ended.NONE));
        assertThat(stats.list("other", List.of(), "", 10)).isEmpty();
    }

    @Test
    void tellsTheLastTwentyRunsNewestFirst() {
        for (int i = 0; i < 25; i++) {
            run("census", i, RunState.SUCCEEDED, Duration.ofMinutes(100 - i), 3);
        }
        run("census", 25, RunState.RUNNING, Duration.ofMinutes(1), 0);

        var last = census().last();
        assertThat(last).hasSize(20);
        assertThat(last.getFirst())
                .isEqualTo(
                        new Stats.Tick(
                                "census~25",
                                RunState.RUNNING,
                                NOW.minus(Duration.ofMinutes(1)),
                                null));
        assertThat(last.get(1).duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(last.getLast().id()).isEqualTo("census~6");
    }

    @Test
    void countsWhatEndedWithinAWeekAndLeavesOutWhoWasCancelled() {
        for (int i = 0; i < 20; i++) {
            run("census", i, RunState.SUCCEEDED, Duration.ofHours(i + 1), i + 1);
        }
        run("census", 20, RunState.FAILED, Duration.ofHours(30), 100);
        run("census", 21, RunState.CANCELLED, Duration.ofHours(31), 1);
        run("census", 22, RunState.RUNNING, Duration.ofHours(32), 0);
        run("census", 23, RunState.FAILED, Duration.ofDays(8), 500);

        var ended = census().ended();
        assertThat(ended.count()).isEqualTo(22);
        assertThat(ended.success()).isEqualTo(20.0 / 21);
        assertThat(ended.p50()).isEqualTo(Duration.ofMillis(10_239));
        assertThat(ended.p95()).isEqualTo(Duration.ofMillis(20_479));
    }

    @Test
    void listsWorkflowsByNameInPages() {
        workflow("thumbs");
        workflow("aa");

        assertThat(stats.list("default", List.of(), "", 2))
                .extracting(Stats.OfWorkflow::name)
                .containsExactly("aa", "census");
        assertThat(stats.list("default", List.of(), "census", 2))
                .extracting(Stats.OfWorkflow::name)
                .containsExactly("thumbs");
        assertThat(stats.list("default", List.of("thumbs", "aa", "none"), "", 9))
                .extracting(Stats.OfWorkflow::name)
                .containsExactly("aa", "thumbs");
    }

    @Test
    void readsByTheIndexesHoweverManyRunsThereAre() {
        database.update(
                "insert into runs (accepted, tenant, run, definition, revision, temporal_run,"
                        + " version, status, started, ended)"
                        + " select at, 'default', 'census~' || i, 'census', 1, 't', 1, 'SUCCEEDED',"
                        + " at, at + i * interval '1 ms' from (select ?::timestamptz - i * interval"
                        + " '10 s' as at, i from generate_series(1, 20000) i) runs",
                NOW);
        database.update(
                "insert into run_counts (runs, hour, status, took, tenant, definition)"
                        + " select 1, ?::timestamptz - i % 100 * interval '1 h', 'SUCCEEDED', i % 50,"
                        + " 'default', 'w' || i from generate_series(1, 20000) i",
                NOW);
        database.update("analyze runs");
        database.update("analyze run_counts");

        assertThat(census().ended().count()).isBetween(1_000L, 20_000L);
        assertThat(plan())
                .contains("Index")
                .doesNotContain("Seq Scan on runs")
                .doesNotContain("Seq Scan on run_counts");
    }

    private static String plan() {
        return database.transaction(tx ->
                String.join(
                        "\n",
                        Sql.all(
                                tx,
                                "explain " + WorkflowStats.PAGE,
                                row -> row.getString(1),
                                "default",
                                "",
                                List.of(),
                                List.of(),
                                50,
                                "default",
                                NOW.minus(Duration.ofDays(7)),
                                "default")));
    }
}
