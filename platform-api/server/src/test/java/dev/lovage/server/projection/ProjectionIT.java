package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.Engines;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class ProjectionIT {
    private static OwnDatabase database;
    private static Tables tables;
    private final ARun run = ARun.named("census~1");
    private Projection projection;
    private long next;

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
        tables = new Tables(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.update(
                "truncate runs, steps, run_parts, projector_offsets, dead_events, reconcile_queue");
        projection = new Projection(database, Clock.systemUTC(), _ -> {});
        projection.positions(Told.TOPIC, Map.of(0, 0L));
    }

    @Test
    void writesARunAndItsStepsWithThePosition() {
        apply(
                run.started(1),
                run.changed(2, step(2, "do.0", StepState.QUEUED)),
                run.changed(3, step(3, "do.0", StepState.SUCCEEDED)),
                run.closed(4, RunState.SUCCEEDED, List.of(1L, "é\u0001", true)));

        assertThat(tables.runs())
                .containsExactly(
                        "census~1 0 4 SUCCEEDED media {\"value\":[1,\"é\\u0001\",true]}"
                                + " {\"SUCCEEDED\":2}");
        assertThat(tables.steps())
                .containsExactly("do.0 3 SUCCEEDED files.read {\"value\":\"v3\"}");
        assertThat(database.value("select next_offset from projector_offsets")).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderCopiesAndCutsDoNotMatter(long seed) {
        var random = new Random(seed);
        var told = run.life(random, 5);
        told.forEach(this::apply);
        var inOrder = tables.table();

        begin();
        next = 0;
        var shuffled = new ArrayList<>(told);
        shuffled.addAll(told);
        Collections.shuffle(shuffled, random);
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(4));
            apply(shuffled.subList(from, to).toArray(RunEvent[]::new));
            from = to;
        }

        assertThat(tables.table()).isEqualTo(inOrder);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void livesMixedRepeatedAndReadAgainGiveTheRowsOfEachOnce(long seed) {
        var random = new Random(seed);
        var lives = DeliveryTest.lives(random);
        lives.forEach(life -> apply(life.toArray(RunEvent[]::new)));
        var once = tables.table().stream().sorted().toList();

        begin();
        next = 0;
        var handed = ALife.delivered(lives, random);
        for (int from = 0; from < handed.size(); ) {
            int to = Math.min(handed.size(), from + 1 + random.nextInt(40));
            apply(handed.subList(from, to).toArray(RunEvent[]::new));
            from = to;
        }

        assertThat(tables.table().stream().sorted().toList()).isEqualTo(once);
    }

    @Test
    void aRunThatHasEndedStaysAsItEnded() {
        apply(run.started(1), run.closed(4, RunState.FAILED, null));
        apply(run.changed(5));
        apply(run.closed(6, RunState.SUCCEEDED, "x"));
        apply(run.confirmed(RunState.TERMINATED));

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 6 FAILED");
    }

    @Test
    void aStepThatHasEndedStaysAsItEnded() {
        apply(run.changed(3, step(3, "do.0", StepState.SUCCEEDED)));
        apply(run.changed(4, step(4, "do.0", StepState.QUEUED)));
        apply(run.changed(5, step(5, "do.0", StepState.FAILED)));

        assertThat(tables.steps())
                .containsExactly("do.0 3 SUCCEEDED files.read {\"value\":\"v3\"}");
    }

    @Test
    void anOlderEpochChangesNothing() {
        var later = run.execution("t-2", ARun.EPOCH + 1000);
        apply(later.changed(9, step(9, "do.0", StepState.QUEUED)));
        apply(run.changed(50, step(50, "do.0", StepState.SUCCEEDED)));

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 9 RUNNING");
        assertThat(tables.steps()).hasSize(1).first().asString().startsWith("do.0 9 QUEUED");
    }

    @Test
    void aConfirmedEndEndsTheOpenStepsToo() {
        apply(
                run.started(1),
                run.changed(
                        4,
                        step(2, "do.0", StepState.SUCCEEDED),
                        step(3, "do.1", StepState.QUEUED),
                        step(4, "do.2", StepState.RUNNING)));
        apply(run.confirmed(RunState.TERMINATED));
        apply(run.changed(5, step(5, "do.3", StepState.QUEUED)));

        assertThat(tables.runs()).hasSize(1).first().asString().contains("TERMINATED");
        assertThat(tables.steps())
                .extracting(row -> row.split(" ")[0] + " " + row.split(" ")[2])
                .containsExactly(
                        "do.0 SUCCEEDED", "do.1 TERMINATED", "do.2 TERMINATED", "do.3 TERMINATED");
        assertThat(database.value("select count(*) from steps where ended is null")).isEqualTo("0");
        assertThat(database.value("select reason from runs")).isEqualTo("Temporal says so");
    }

    @Test
    void aPausedRunSaysWhyUntilItGoesOn() {
        apply(run.started(1), run.paused(2, "we count"));
        assertThat(database.value("select status || ' ' || reason from runs"))
                .isEqualTo("PAUSED we count");

        apply(run.started(1));
        assertThat(database.value("select reason from runs")).isEqualTo("we count");

        apply(run.changed(3));
        assertThat(database.value("select status || ' ' || coalesce(reason, '-') from runs"))
                .isEqualTo("RUNNING -");
    }

    @Test
    void keepsWhatAStepAwaitsAndUntilWhen() {
        apply(
                run.changed(
                        3,
                        ARun.waiting(2, "do.0", new Work.Await("approval", ARun.at(9))),
                        ARun.waiting(3, "do.1", new Work.Timer(ARun.at(8)))));

        assertThat(
                        database.value(
                                "select string_agg(concat_ws(' ', path, kind, awaits, until ="
                                        + " accepted + interval '90 ms'), ', ' order by path)"
                                        + " from steps"))
                .isEqualTo("do.0 await approval t, do.1 wait f");
    }

    @Test
    void theTruthAboutAStepThatWasCutOffStillComesThrough() {
        apply(run.changed(3, step(2, "do.0", StepState.QUEUED), step(3, "do.1", StepState.QUEUED)));
        apply(run.confirmed(RunState.TERMINATED));
        apply(run.changed(4, step(4, "do.0", StepState.SUCCEEDED)));
        apply(run.changed(5, step(5, "do.1", StepState.RUNNING)));

        assertThat(tables.steps())
                .containsExactly(
                        "do.0 4 SUCCEEDED files.read {\"value\":\"v4\"}",
                        "do.1 5 TERMINATED files.read");
    }

    @Test
    void anAcceptedRunKeepsWhatOnlyTheAcceptanceKnows() {
        accepted();
        apply(run.started(1), run.changed(2));

        assertThat(tables.runs()).containsExactly("census~1 0 2 RUNNING media");
        assertThat(database.value("select origin || tags::text from runs")).isEqualTo("cli{big}");
    }

    @Test
    void anEventThatIsFasterThanTheAcceptanceIsNotUndone() {
        apply(run.started(1), run.changed(2));
        accepted();

        assertThat(tables.runs()).containsExactly("census~1 0 2 RUNNING media");
        assertThat(database.value("select origin || tags::text from runs")).isEqualTo("cli{big}");
    }

    private void accepted() {
        var about =
                new AcceptedRun(
                        run.key(),
                        run.subject().temporalRun(),
                        "census",
                        3,
                        "media",
                        List.of("big"),
                        new RunInput.Origin("cli", null),
                        Payload.NONE);
        database.transaction(tx -> {
            Engines.postgres(database).accepted(tx, about);
            return about;
        });
    }

    @Test
    void anOlderRowIsNeverWrittenOverANewerOne() {
        apply(run.changed(7));
        var older = RunHead.of(run.subject()).with(run.changed(5));
        database.transaction(tx -> {
            RunTable.write(tx.connection(), List.of(older));
            return older;
        });

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 7 ");
    }

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
    void theCloseThatComesAfterAConfirmationFillsInItsValues() {
        apply(run.started(1), run.confirmed(RunState.SUCCEEDED));
        apply(run.closed(7, RunState.SUCCEEDED, "late"));

        assertThat(tables.runs())
                .containsExactly(
                        "census~1 0 7 SUCCEEDED media {\"value\":\"late\"} {\"SUCCEEDED\":2}");
    }

    @Test
    void whatCannotBeReadIsKeptWholeAndHoldsNothingUp() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.add(Told.at(0, run.started(1)));
        records.add(Told.raw(1, new byte[0]));
        records.add(Told.raw(2, null));
        records.add(truncated(3));
        records.add(Told.raw(4, "x".repeat(900 * 1024).getBytes(StandardCharsets.UTF_8)));
        records.add(ofAnotherType(5));
        records.add(Told.at(6, run.changed(2, step(2, "do.0", StepState.QUEUED))));
        var outcome = projection.apply(List.of(new Batch(Told.TOPIC, 0, 0, records, false)));

        assertThat(outcome.dead()).isEqualTo(5);
        assertThat(
                        tables.rows(
                                "select record_offset || ' ' || coalesce(length(value), -1)"
                                        + " from dead_events order by 1"))
                .hasSize(5)
                .contains("1 0", "2 -1", "4 " + 900 * 1024);
        assertThat(
                        database.value(
                                "select count(*) from dead_events where headers::text like"
                                        + " '%ce_type%'"))
                .isEqualTo("2");
        assertThat(tables.steps()).hasSize(1);
        assertThat(database.value("select next_offset from projector_offsets")).isEqualTo("7");
    }

    @Test
    void whatAnotherVersionCouldNotReadIsAppliedByOneThatCan() {
        var older = new Projection(database, Clock.systemUTC(), _ -> {}, ProjectionIT::asBefore);
        var told = run.changed(1, step(1, "do.0", StepState.QUEUED));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.add(Told.at(0, told));
        records.add(Told.at(1, run.confirmed(RunState.TERMINATED)));
        records.add(ofAnotherType(2));
        records.add(Told.raw(3, null));
        older.apply(List.of(new Batch(Told.TOPIC, 0, 0, records, false)));
        assertThat(tables.runs()).hasSize(1).first().asString().contains("RUNNING");
        assertThat(database.value("select count(*) from dead_events")).isEqualTo("3");

        var revival = new Revival(database, Told.TOPIC, projection);
        assertThat(revival.all()).isEqualTo(new Revival.Revived(1, 2));
        assertThat(revival.all()).isEqualTo(new Revival.Revived(0, 2));

        assertThat(tables.runs()).hasSize(1).first().asString().contains("TERMINATED");
        assertThat(tables.steps()).hasSize(1).first().asString().contains("TERMINATED");
        assertThat(tables.rows("select record_offset::text from dead_events order by 1"))
                .containsExactly("2", "3");
    }

    /// A version that does not know confirmations yet.
    private static RunEvent asBefore(CloudEvent cloud) {
        if (cloud.type().equals(EventCodec.CONFIRMED)) {
            throw new IllegalArgumentException("the type " + cloud.type() + " is not known");
        }
        return EventCodec.decode(cloud);
    }

    @Test
    void whatPostgresRefusesIsKeptWholeAndTheRestIsApplied() {
        var other = ARun.named("census~2");
        var outcome =
                apply(
                        run.changed(1, step(1, "do.0", StepState.QUEUED)),
                        other.changed(1, step(1, "do.\0", StepState.QUEUED)),
                        run.changed(2, step(2, "do.1", StepState.QUEUED)));

        assertThat(outcome.dead()).isEqualTo(1);
        assertThat(tables.runs()).hasSize(1);
        assertThat(tables.steps()).hasSize(2);
        assertThat(database.value("select record_offset from dead_events")).isEqualTo("1");
    }

    @Test
    void valuesMayHoldAnyCharacter() {
        apply(run.closed(2, RunState.SUCCEEDED, "\0 \ud83c\udf3f \ud800"));

        assertThat(database.value("select count(*) from dead_events")).isEqualTo("0");
        assertThat(database.value("select result::text from runs")).contains("\\u0000 🌿");
    }

    @Test
    void whoReadFromAnotherPositionWritesNothing() {
        apply(run.started(1));
        var zombie = projection.apply(List.of(Told.batch(0, run.closed(9, RunState.FAILED, "x"))));

        assertThat(zombie).isEqualTo(new Outcome(Map.of(0, 1L), 0, News.NONE));
        assertThat(tables.runs()).hasSize(1).first().asString().contains("RUNNING");
    }

    @Test
    void withoutTheFenceWhoReadFromAnotherPositionTakesThePositionBack() {
        apply(run.started(1));
        apply(run.changed(2));
        System.setProperty("lovage.test.guards.off", "fence");
        try {
            projection.apply(List.of(Told.batch(0, run.started(1))));
        } finally {
            System.clearProperty("lovage.test.guards.off");
        }

        assertThat(database.value("select next_offset from projector_offsets")).isEqualTo("1");
    }

    @Test
    void whatIsMissingAndWhatIsOfAnotherExecutionIsLeftToTheReconciler() {
        var part = run.part("p1");
        apply(run.started(1), part.changed(2, step(2, "do.1.l.0", StepState.QUEUED)));
        var first = doubts();
        apply(run.changed(5), run.execution("t-reset", ARun.EPOCH).changed(6));
        apply(part.changed(3, step(3, "do.1.l.0", StepState.SUCCEEDED)));

        assertThat(first).containsExactly("census~1 gap");
        assertThat(doubts()).containsExactly("census~1 execution", "census~1 gap");
        assertThat(database.value("select part || ' ' || seq from run_parts")).isEqualTo("p1 3");
    }

    @Test
    void theSameDoubtOnceMoreMovesItsTime() {
        apply(run.started(1), run.changed(5));
        var before = database.value("select at from reconcile_queue");
        apply(run.changed(9));

        assertThat(doubts()).hasSize(1);
        assertThat(database.value("select at from reconcile_queue")).isGreaterThan(before);
    }

    private List<String> doubts() {
        return tables.rows("select run || ' ' || reason from reconcile_queue order by reason");
    }

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
    void whatComesFromAllPartitionsIsOneCommitAndALostOneSpoilsNothing() {
        database.update("truncate projector_offsets");
        projection.positions(Told.TOPIC, Map.of(0, 0L, 1, 0L, 2, 0L));
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

    @Test
    void aTaskTakesAtMostSixHundredBytes() throws SQLException {
        var big = ARun.named("image-thumbnails~01JD2T9XW8Q3M5R7V1B4N6C8DE");
        for (int item = 0; item < 3000; item += 100) {
            apply(tasks(big, item, StepState.QUEUED));
            apply(tasks(big, item, StepState.SUCCEEDED));
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

    private Outcome apply(RunEvent... events) {
        var batch = Told.batch(next, events);
        var outcome = projection.apply(List.of(batch));
        next = batch.next();
        return outcome;
    }

    private static ConsumerRecord<byte[], byte[]> truncated(long offset) {
        var whole = Told.at(offset, ARun.named("census~1").changed(9));
        var half = Told.raw(offset, Arrays.copyOf(whole.value(), whole.value().length / 2));
        whole.headers().forEach(half.headers()::add);
        return half;
    }

    private static ConsumerRecord<byte[], byte[]> ofAnotherType(long offset) {
        var record = Told.at(offset, ARun.named("census~1").changed(9));
        record.headers().remove("ce_type");
        record.headers()
                .add("ce_type", "dev.lovage.run.exploded.v1".getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
