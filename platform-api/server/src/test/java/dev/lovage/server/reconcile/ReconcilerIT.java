package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunState;
import dev.lovage.links.KafkaLink;
import dev.lovage.local.Stack;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.RunKey;

import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@Timeout(180)
class ReconcilerIT {
    private static OwnDatabase database;
    private static OwnNamespace temporal;

    /// Later than now, so that what just happened counts as settled.
    private final Clock clock = Clock.offset(Clock.systemUTC(), Walk.SETTLED.plusSeconds(5));

    private Heard heard;
    private Announcer announcer;
    private Comparison comparison;
    private Republishing republishing;
    private Mending mending;

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
        temporal = new OwnNamespace();
    }

    @AfterAll
    static void close() {
        temporal.close();
        database.close();
    }

    @BeforeEach
    void begin() throws Exception {
        database.update("truncate runs, steps, reconciled");
        heard = new Heard(Stack.shared().kafka());
        assemble(heard.kafka);
    }

    @AfterEach
    void end() {
        republishing.close();
        announcer.close();
        heard.close();
    }

    @Test
    void aRunTerminatedWhereNoWorkerLivesIsConfirmed() {
        var key = temporal.started("census~terminated");
        row(key, "RUNNING");
        temporal.engine.terminate(key.run(), "enough");

        Await.until(() -> turned(Loop.CLOSED) && about(key));

        var confirmed =
                heard.events().stream()
                        .filter(event -> event.subject().run().equals(key.run()))
                        .map(Confirmed.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(confirmed.status()).isEqualTo(RunState.TERMINATED);
        assertThat(confirmed.reason()).contains("enough");
        assertThat(confirmed.subject().run()).isEqualTo(key.run());
        assertThat(confirmed.subject().accepted()).isEqualTo(key.accepted());
        assertThat(confirmed.subject().definition()).isEqualTo("census");
        assertThat(confirmed.subject().temporalRun())
                .isEqualTo(temporal.engine.describe(key.run()).orElseThrow().temporalRun());
        assertThat(confirmed.at()).isAfter(key.accepted());
    }

    @Test
    void whatHasEndedHereTooIsLeftAlone() {
        var known = temporal.started("census~known");
        var lost = temporal.started("census~lost");
        row(known, "TERMINATED");
        temporal.engine.terminate(known.run(), "enough");
        temporal.engine.terminate(lost.run(), "enough");

        Await.until(() -> turned(Loop.CLOSED) && about(lost));

        assertThat(about(known)).isFalse();
    }

    @Test
    void aRunThatNobodyWroteDownGetsItsRow() {
        var key = temporal.started("census~unknown");

        Await.until(() ->
                turned(Loop.STARTED)
                        && Engines.postgres(database).find("default", key.run()).isPresent());

        var run = Engines.postgres(database).find("default", key.run()).orElseThrow().about();
        assertThat(run.key()).isEqualTo(key);
        assertThat(run.tags()).containsExactly("big");
        assertThat(run.origin().by()).isEqualTo("ada");
        assertThat(run.queue()).isEqualTo(OwnNamespace.QUEUE);
        assertThat(run.revision()).isEqualTo(3);
    }

    @Test
    void anotherExecutionThatTemporalNamesIsShownAsANewGeneration() {
        var key = temporal.started("census~reset");
        row(key, "FAILED");
        database.update("update runs set temporal_run = 'before', epoch = 9, seq = 77");

        Await.until(() ->
                turned(Loop.STARTED)
                        && database.value(
                                        "select generation || status::text from runs"
                                                + " where run = ?",
                                        key.run())
                                .equals("1RUNNING"));

        assertThat(database.value("select seq from runs where run = ?", key.run())).isEqualTo("0");
        assertThat(database.value("select temporal_run from runs where run = ?", key.run()))
                .isEqualTo(temporal.engine.describe(key.run()).orElseThrow().temporalRun());
    }

    @Test
    void aRunIsToldAgainAsSoonAsAWorkerServesIt() {
        var key = temporal.started("census~silent");
        Await.until(() -> turned(Loop.STARTED) && republishing.waiting() > 0);
        republishing.turn();
        assertThat(Silent.TOLD).doesNotContain(key.run());

        var factory = WorkerFactory.newInstance(temporal.client);
        try {
            factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Silent.class);
            factory.start();
            var patient = new Republishing(runs(), Clock.offset(clock, Duration.ofMinutes(1)));
            patient.ask(key.run(), OwnNamespace.QUEUE);
            Await.until(() -> {
                patient.turn();
                return Silent.TOLD.contains(key.run());
            });
            patient.close();
        } finally {
            factory.shutdownNow();
        }
    }

    @Test
    void whileKafkaIsAwayTheWayIsNotForgotten() {
        var key = temporal.started("census~unsaid");
        row(key, "RUNNING");
        temporal.engine.terminate(key.run(), "enough");
        announcer.close();
        assemble(
                new Settings.Kafka(
                        "127.0.0.1:1", "none", 1, (short) 1, Duration.ofDays(1), KafkaLink.PLAIN));
        Await.until(() -> !turned(Loop.CLOSED));
        assertThat(comparison.until(Loop.CLOSED)).isEmpty();

        assemble(heard.kafka);
        Await.until(() -> turned(Loop.CLOSED) && about(key));
        assertThat(comparison.until(Loop.CLOSED)).isPresent();
    }

    @Test
    void oneApiLeadsAndAnotherFollowsWhenItsConnectionIsLost() {
        try (var first = new Leadership(database.settings(), "lovage.test");
                var second = new Leadership(database.settings(), "lovage.test")) {
            assertThat(first.held()).isTrue();
            assertThat(second.held()).isFalse();
            assertThat(first.held()).isTrue();

            database.value(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where application_name = 'lovage.test'"
                            + " and datname = current_database()");
            Await.until(second::held);
            assertThat(first.held()).isFalse();
        }
    }

    private void assemble(Settings.Kafka kafka) {
        announcer = new Announcer(kafka);
        comparison = new Comparison(database, Engines.postgres(database));
        republishing = new Republishing(runs(), clock);
        mending = new Mending(temporal.engine, comparison, announcer, republishing);
    }

    private TemporalRuns runs() {
        return new TemporalRuns(temporal.stubs, temporal.settings);
    }

    private boolean turned(Loop loop) {
        try {
            new Walk(loop, runs(), comparison, clock)
                    .turn(different -> different.forEach(run -> mending.mend(loop, run)));
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private boolean about(RunKey key) {
        return heard.events().stream().anyMatch(event -> event.subject().run().equals(key.run()));
    }

    private static void row(RunKey key, String status) {
        var execution = temporal.engine.describe(key.run()).orElseThrow().temporalRun();
        database.update(
                "insert into runs (accepted, tenant, run, definition, revision, temporal_run,"
                        + " status) values (?, ?, ?, 'census', 3, ?, ?::run_status)",
                key.accepted(),
                key.tenant(),
                key.run(),
                execution,
                status);
    }

    /// A run as a worker sees it, that can be asked to tell its events again.
    @WorkflowInterface
    public interface Telling {
        @WorkflowMethod(name = "lovage.run")
        void run(Map<String, Object> input);

        @QueryMethod(name = "lovage.republish")
        String republish();
    }

    /// One that waits, and notes who asked.
    public static final class Silent implements Telling {
        static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

        @Override
        public void run(Map<String, Object> input) {
            Workflow.sleep(Duration.ofHours(1));
        }

        @Override
        public String republish() {
            TOLD.add(Workflow.getInfo().getWorkflowId());
            return "told";
        }
    }
}
