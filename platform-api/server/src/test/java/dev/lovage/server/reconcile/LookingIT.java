package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunState;
import dev.lovage.server.Settings;
import dev.lovage.server.run.RunKey;

import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@Timeout(180)
class LookingIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension private static final OwnReconciler OWN = new OwnReconciler();

    @Test
    void aRunWhoseHistoryWasDeletedIsConfirmedAsTerminated() {
        var key = OWN.temporal.started("census~deleted");
        OWN.row(key, "RUNNING");
        OWN.temporal.delete(key.run());

        Await.until(() -> {
            OWN.looking(Duration.ZERO).turn();
            return OWN.about(key);
        });

        var confirmed = (Confirmed) OWN.heard.events().getFirst();
        assertThat(confirmed.status()).isEqualTo(RunState.TERMINATED);
        assertThat(confirmed.reason()).isEqualTo("history deleted");
    }

    @Test
    void aRunThatNobodyTakesSaysSoUntilItMoves() {
        try (var deserted = new OwnNamespace()) {
            var key = deserted.started("census~alone");
            OWN.row(deserted, key, "RUNNING");

            OWN.looking(deserted, Duration.ZERO).turn();
            assertThat(OWN.overlay(key)).isEqualTo("NO_WORKER");

            OWN.database.update("update runs set version = version + 1");
            OWN.looking(deserted, Duration.ofHours(1)).turn();
            assertThat(OWN.overlay(key)).isEmpty();
        }
    }

    @Test
    void nothingIsAskedPerRunWhileAllIsWell() {
        var calls = new Calls();
        try (var quiet = new OwnNamespace();
                var watched = new OwnNamespace(quiet, calls)) {
            var wanted = List.of("census~a", "census~b", "census~c");
            for (var run : wanted) {
                OWN.row(watched, watched.started(run), "RUNNING");
            }
            OWN.database.update("update runs set origin = 'api'");
            var asked = new TemporalRuns(watched.stubs, watched.settings);
            Await.until(() -> OWN.listed(asked, wanted));
            calls.clear();

            for (var loop : Loop.values()) {
                new Walk(loop, asked, OWN.comparison, OWN.clock)
                        .turn(OWN.mending(watched, asked)::check);
            }
            OWN.looking(watched, Duration.ofHours(1)).turn();
            OWN.republishing.turn();

            assertThat(calls.made()).containsOnly(Map.entry("ListWorkflowExecutions", 2));
        }
    }

    @Test
    void ofRunsThatWaitForLongOneQuestionIsAskedAndADeletedOneIsMissedAllTheSame() {
        var calls = new Calls();
        try (var waiting = new OwnNamespace();
                var watched = new OwnNamespace(waiting, calls)) {
            var gone = watched.started("census~gone");
            var stays = watched.started("census~stays");
            stranger(watched);
            taken(watched, List.of(gone, stays));
            var later = new Ticking(OWN.clock);
            var looking =
                    OWN.looking(
                            watched,
                            new Settings.Reconciler(MINUTE, MINUTE, MINUTE, Duration.ofHours(100)),
                            later);
            for (int n = 0; n < 9; n++) { // ever more seldom: the next look is hours away
                looking.turn();
                later.tick();
            }
            calls.clear();

            looking.turn();
            assertThat(calls.made()).containsOnly(Map.entry("CountWorkflowExecutions", 1));

            watched.delete(gone.run());
            var asked = new TemporalRuns(watched.stubs, watched.settings);
            Await.until(() -> asked.open() == 2 && watched.engine.outlook(gone.run()).isEmpty());
            later.tick();
            calls.clear();
            looking.turn();

            Await.until(() -> OWN.about(gone));
            assertThat(OWN.about(stays)).isFalse();
            assertThat(calls.made())
                    .containsOnly(
                            Map.entry("CountWorkflowExecutions", 1),
                            Map.entry("ListWorkflowExecutions", 1),
                            Map.entry("DescribeWorkflowExecution", 1));
        }
    }

    /// Nobody started it through us.
    private static void stranger(OwnNamespace where) {
        var options =
                WorkflowOptions.newBuilder()
                        .setWorkflowId("stranger")
                        .setTaskQueue("elsewhere")
                        .build();
        var _ = where.client.newUntypedWorkflowStub(RunInput.TYPE, options).start(Map.of());
    }

    /// They wait for something, as a worker has told.
    private static void taken(OwnNamespace where, List<RunKey> runs) {
        var factory = WorkerFactory.newInstance(where.client);
        try {
            factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Silent.class);
            factory.start();
            for (var run : runs) {
                Await.until(() -> where.engine.outlook(run.run()).orElseThrow().turn() == null);
                OWN.row(where, run, "RUNNING");
            }
        } finally {
            factory.shutdownNow();
        }
        OWN.database.update("update runs set version = 1");
    }
}
