package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.Engines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class ProjectionIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private final ARun run = ARun.named("census~1");

    @Test
    void writesARunAndItsStepsWithThePosition() {
        model.apply(
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
        told.forEach(model::apply);
        var inOrder = tables.table();
        model.empty();
        var shuffled = new ArrayList<>(told);
        shuffled.addAll(told);
        Collections.shuffle(shuffled, random);
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(4));
            model.apply(shuffled.subList(from, to).toArray(RunEvent[]::new));
            from = to;
        }

        assertThat(tables.table()).isEqualTo(inOrder);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void livesMixedRepeatedAndReadAgainGiveTheRowsOfEachOnce(long seed) {
        var random = new Random(seed);
        var lives = DeliveryTest.lives(random);
        lives.forEach(life -> model.apply(life.toArray(RunEvent[]::new)));
        var once = tables.table().stream().sorted().toList();
        model.empty();
        var handed = ALife.delivered(lives, random);
        for (int from = 0; from < handed.size(); ) {
            int to = Math.min(handed.size(), from + 1 + random.nextInt(40));
            model.apply(handed.subList(from, to).toArray(RunEvent[]::new));
            from = to;
        }

        assertThat(tables.table().stream().sorted().toList()).isEqualTo(once);
    }

    @Test
    void aRunThatHasEndedStaysAsItEnded() {
        model.apply(run.started(1), run.closed(4, RunState.FAILED, null));
        model.apply(run.changed(5));
        model.apply(run.closed(6, RunState.SUCCEEDED, "x"));
        model.apply(run.confirmed(RunState.TERMINATED));

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 6 FAILED");
    }

    @Test
    void aStepThatHasEndedStaysAsItEnded() {
        model.apply(run.changed(3, step(3, "do.0", StepState.SUCCEEDED)));
        model.apply(run.changed(4, step(4, "do.0", StepState.QUEUED)));
        model.apply(run.changed(5, step(5, "do.0", StepState.FAILED)));

        assertThat(tables.steps())
                .containsExactly("do.0 3 SUCCEEDED files.read {\"value\":\"v3\"}");
    }

    @Test
    void anOlderEpochChangesNothing() {
        var later = run.execution("t-2", ARun.EPOCH + 1000);
        model.apply(later.changed(9, step(9, "do.0", StepState.QUEUED)));
        model.apply(run.changed(50, step(50, "do.0", StepState.SUCCEEDED)));

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 9 RUNNING");
        assertThat(tables.steps()).hasSize(1).first().asString().startsWith("do.0 9 QUEUED");
    }

    @Test
    void aConfirmedEndEndsTheOpenStepsToo() {
        model.apply(
                run.started(1),
                run.changed(
                        4,
                        step(2, "do.0", StepState.SUCCEEDED),
                        step(3, "do.1", StepState.QUEUED),
                        step(4, "do.2", StepState.RUNNING)));
        model.apply(run.confirmed(RunState.TERMINATED));
        model.apply(run.changed(5, step(5, "do.3", StepState.QUEUED)));

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
        model.apply(run.started(1), run.paused(2, "we count"));
        assertThat(database.value("select status || ' ' || reason from runs"))
                .isEqualTo("PAUSED we count");

        model.apply(run.started(1));
        assertThat(database.value("select reason from runs")).isEqualTo("we count");

        model.apply(run.changed(3));
        assertThat(database.value("select status || ' ' || coalesce(reason, '-') from runs"))
                .isEqualTo("RUNNING -");
    }

    @Test
    void keepsWhatAStepAwaitsAndUntilWhen() {
        model.apply(
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
        model.apply(
                run.changed(
                        3, step(2, "do.0", StepState.QUEUED), step(3, "do.1", StepState.QUEUED)));
        model.apply(run.confirmed(RunState.TERMINATED));
        model.apply(run.changed(4, step(4, "do.0", StepState.SUCCEEDED)));
        model.apply(run.changed(5, step(5, "do.1", StepState.RUNNING)));

        assertThat(tables.steps())
                .containsExactly(
                        "do.0 4 SUCCEEDED files.read {\"value\":\"v4\"}",
                        "do.1 5 TERMINATED files.read");
    }

    @Test
    void anAcceptedRunKeepsWhatOnlyTheAcceptanceKnows() {
        accepted();
        model.apply(run.started(1), run.changed(2));

        assertThat(tables.runs()).containsExactly("census~1 0 2 RUNNING media");
        assertThat(database.value("select origin || tags::text from runs")).isEqualTo("cli{big}");
    }

    @Test
    void anEventThatIsFasterThanTheAcceptanceIsNotUndone() {
        model.apply(run.started(1), run.changed(2));
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
        model.apply(run.changed(7));
        var older = RunHead.of(run.subject()).with(run.changed(5));
        database.transaction(tx -> {
            RunTable.write(tx.connection(), List.of(older));
            return older;
        });

        assertThat(tables.runs()).hasSize(1).first().asString().startsWith("census~1 0 7 ");
    }

    @Test
    void theCloseThatComesAfterAConfirmationFillsInItsValues() {
        model.apply(run.started(1), run.confirmed(RunState.SUCCEEDED));
        model.apply(run.closed(7, RunState.SUCCEEDED, "late"));

        assertThat(tables.runs())
                .containsExactly(
                        "census~1 0 7 SUCCEEDED media {\"value\":\"late\"} {\"SUCCEEDED\":2}");
    }
}
