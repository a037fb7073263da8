package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunState;
import dev.lovage.links.KafkaLink;
import dev.lovage.local.Stack;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;
import dev.lovage.server.blob.FakeBlobStore;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunKey;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.worker.WorkerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

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
        database.update(
                "truncate runs, steps, run_counts, reconciled, reconcile_queue, run_overlays");
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

    /// What R1 is there for.
    @Test
    void withoutR1ARunThatNobodySawEndIsNeverConfirmed() {
        var key = temporal.started("census~unseen");
        row(key, "RUNNING");
        temporal.engine.terminate(key.run(), "enough");
        System.setProperty("lovage.test.guards.off", "R1");
        try {
            assertThat(turned(Loop.CLOSED)).isTrue();
            assertThat(database.value("select count(*) from reconciled")).isEqualTo("0");
        } finally {
            System.clearProperty("lovage.test.guards.off");
        }

        Await.until(() -> turned(Loop.CLOSED) && about(key));

        assertThat(database.value("select count(*) from reconciled")).isEqualTo("1");
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
    void anotherExecutionThatTemporalNamesIsAnnouncedAndToldAgain() {
        var key = temporal.started("census~reset");
        row(key, "FAILED");
        database.update("update runs set temporal_run = 'before', epoch = 9000000000000, seq = 77");

        Await.until(() -> turned(Loop.STARTED) && about(key));

        var confirmed = (Confirmed) heard.events().getFirst();
        assertThat(confirmed.status()).isEqualTo(RunState.RUNNING);
        assertThat(confirmed.subject().temporalRun())
                .isEqualTo(temporal.engine.describe(key.run()).orElseThrow().temporalRun());
        assertThat(queued(key)).isEqualTo("republish");
    }

    @Test
    void aRunIsToldAgainAsSoonAsAWorkerServesItAndIsStaleUntilThen() {
        var key = temporal.started("census~silent");
        Await.until(() -> turned(Loop.STARTED) && queued(key).equals("republish"));
        republishing.turn();
        assertThat(Silent.TOLD).doesNotContain(key.run());
        assertThat(overlay(key)).isEqualTo("STALE");

        var factory = WorkerFactory.newInstance(temporal.client);
        try {
            factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Silent.class);
            factory.start();
            var later = new Ticking(clock);
            var patient = republishing(later);
            Await.until(() -> {
                later.tick();
                patient.turn();
                return Silent.TOLD.contains(key.run()) && queued(key).isEmpty();
            });
            patient.close();
            assertThat(overlay(key)).isEmpty();
        } finally {
            factory.shutdownNow();
        }
    }

    @Test
    void anEventOfAnotherExecutionThanTheCurrentOneIsSettledByAskingOnce() {
        var key = temporal.started("census~doubted");
        row(key, "RUNNING");
        database.update("update runs set origin = 'api'");
        database.update(
                "insert into reconcile_queue (accepted, tenant, run, reason)"
                        + " values (?, ?, ?, 'execution')",
                key.accepted(),
                key.tenant(),
                key.run());

        republishing.turn();

        assertThat(queued(key)).isEmpty();
        assertThat(about(key)).isFalse();
    }

    @Test
    void aRunWhoseHistoryWasDeletedIsConfirmedAsTerminated() {
        var key = temporal.started("census~deleted");
        row(key, "RUNNING");
        temporal.delete(key.run());

        Await.until(() -> {
            looking(Duration.ZERO).turn();
            return about(key);
        });

        var confirmed = (Confirmed) heard.events().getFirst();
        assertThat(confirmed.status()).isEqualTo(RunState.TERMINATED);
        assertThat(confirmed.reason()).isEqualTo("history deleted");
    }

    @Test
    void aRunThatNobodyTakesSaysSoUntilItMoves() {
        try (var deserted = new OwnNamespace()) {
            var key = deserted.started("census~alone");
            row(deserted, key, "RUNNING");

            looking(deserted.engine, Duration.ZERO).turn();
            assertThat(overlay(key)).isEqualTo("NO_WORKER");

            database.update("update runs set version = version + 1");
            looking(deserted.engine, Duration.ofHours(1)).turn();
            assertThat(overlay(key)).isEmpty();
        }
    }

    @Test
    void nothingIsAskedPerRunWhileAllIsWell() {
        var calls = new Calls();
        try (var quiet = new OwnNamespace();
                var watched = new OwnNamespace(quiet, calls)) {
            var wanted = List.of("census~a", "census~b", "census~c");
            for (var run : wanted) {
                row(watched, watched.started(run), "RUNNING");
            }
            database.update("update runs set origin = 'api'");
            var asked = new TemporalRuns(watched.stubs, watched.settings);
            Await.until(() -> listed(asked, wanted));
            calls.clear();

            for (var loop : Loop.values()) {
                new Walk(loop, asked, comparison, clock).turn(mending(watched, asked)::check);
            }
            looking(watched.engine, Duration.ofHours(1)).turn();
            republishing.turn();

            assertThat(calls.made()).containsOnly(Map.entry("ListWorkflowExecutions", 2));
        }
    }

    @Test
    void theNightFindsWhatEverythingElseHasMissedAndThenNothing() {
        try (var unheard = new OwnNamespace()) {
            var key = unheard.started("census~missed");
            var asked = new TemporalRuns(unheard.stubs, unheard.settings);
            Await.until(() -> listed(asked, List.of(key.run())));
            var nightly =
                    new Nightly(
                            asked,
                            comparison,
                            new Tallies(database),
                            mending(unheard, asked),
                            new Overlays(database),
                            new SimpleMeterRegistry(),
                            clock);
            var night = clock.instant().plus(Duration.ofMinutes(20));

            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(1, 1, 0));
            assertThat(Engines.postgres(database).find("default", key.run())).isPresent();
            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(0, 0, 0));

            database.update(
                    "insert into run_counts values (1, ?, 'FAILED', 7, 'default', 'census')",
                    key.accepted().truncatedTo(ChronoUnit.HOURS));
            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(0, 0, 1));
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
        assertThat(comparison.until(Loop.CLOSED.name())).isEmpty();

        assemble(heard.kafka);
        Await.until(() -> turned(Loop.CLOSED) && about(key));
        assertThat(comparison.until(Loop.CLOSED.name())).isPresent();
    }

    private void assemble(Settings.Kafka kafka) {
        announcer = new Announcer(kafka);
        comparison = new Comparison(database, Engines.postgres(database));
        mending = mending(temporal, runs());
        republishing = republishing(clock);
    }

    private Mending mending(OwnNamespace where, TemporalRuns asked) {
        return new Mending(
                where.engine,
                asked,
                new ShownRuns(database),
                comparison,
                announcer,
                new WishTable(database),
                clock);
    }

    private Republishing republishing(Clock by) {
        return new Republishing(
                new WishTable(database),
                runs(),
                temporal.engine,
                mending,
                keepers(),
                new Overlays(database),
                by);
    }

    private Keepers keepers() {
        return new Keepers(
                new Keeping(
                        new LeftOut(database),
                        new ShownRuns(database),
                        runs(),
                        temporal.engine,
                        new FakeBlobStore()));
    }

    /// @param quiet after which a run is looked at
    private Looking looking(Duration quiet) {
        return looking(temporal.engine, quiet);
    }

    private Looking looking(RunEngine engine, Duration quiet) {
        return new Looking(
                engine,
                new ShownRuns(database),
                Engines.postgres(database),
                mending,
                new WishTable(database),
                new Overlays(database),
                new Settings.Reconciler(quiet, quiet, quiet, quiet),
                clock);
    }

    private boolean listed(TemporalRuns asked, List<String> runs) {
        var now = clock.instant();
        return asked
                .list(Loop.STARTED, now.minus(Duration.ofDays(1)), now, ByteString.EMPTY)
                .runs()
                .stream()
                .map(run -> run.key().run())
                .toList()
                .containsAll(runs);
    }

    private static String queued(RunKey key) {
        return database.value(
                "select coalesce(string_agg(reason, ','), '') from reconcile_queue where run = ?",
                key.run());
    }

    private static String overlay(RunKey key) {
        return database.value(
                "select coalesce(string_agg(overlay, ','), '') from run_overlays where run = ?",
                key.run());
    }

    private TemporalRuns runs() {
        return new TemporalRuns(temporal.stubs, temporal.settings);
    }

    private boolean turned(Loop loop) {
        try {
            new Walk(loop, runs(), comparison, clock).turn(mending::check);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private boolean about(RunKey key) {
        return heard.events().stream().anyMatch(event -> event.subject().run().equals(key.run()));
    }

    private static void row(RunKey key, String status) {
        row(temporal, key, status);
    }

    private static void row(OwnNamespace where, RunKey key, String status) {
        var execution = where.engine.describe(key.run()).orElseThrow().temporalRun();
        database.update(
                "insert into runs (accepted, tenant, run, definition, revision, temporal_run,"
                        + " status) values (?, ?, ?, 'census', 3, ?, ?::run_status)",
                key.accepted(),
                key.tenant(),
                key.run(),
                execution,
                status);
    }
}
