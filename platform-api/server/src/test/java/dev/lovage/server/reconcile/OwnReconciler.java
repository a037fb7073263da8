package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;

import dev.lovage.local.Stack;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;
import dev.lovage.server.blob.FakeBlobStore;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.RunKey;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// The parts of the reconciler, put together by hand before real servers: a database and a
/// namespace for a class of tests, a topic for each test.
final class OwnReconciler implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    final OwnDatabase database = new OwnDatabase();
    final OwnNamespace temporal = new OwnNamespace();

    /// Later than now, so that what just happened counts as settled.
    final Clock clock = Clock.offset(Clock.systemUTC(), Walk.SETTLED.plusSeconds(5));

    Heard heard;
    Comparison comparison;
    Republishing republishing;
    Mending mending;
    Announcer announcer;

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        database.update(
                "truncate runs, steps, run_counts, reconciled, reconcile_queue, run_overlays");
        heard = new Heard(Stack.shared().kafka());
        assemble(heard.kafka);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        republishing.close();
        announcer.close();
        heard.close();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        temporal.close();
        database.close();
    }

    void assemble(Settings.Kafka kafka) {
        announcer = new Announcer(kafka);
        comparison = new Comparison(database, Engines.postgres(database));
        mending = mending(temporal, runs());
        republishing = republishing(clock);
    }

    Mending mending(OwnNamespace where, TemporalRuns asked) {
        return new Mending(
                where.engine,
                asked,
                new ShownRuns(database),
                comparison,
                announcer,
                new WishTable(database),
                clock);
    }

    Republishing republishing(Clock by) {
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
    Looking looking(Duration quiet) {
        return looking(temporal, quiet);
    }

    Looking looking(OwnNamespace where, Duration quiet) {
        return looking(where, new Settings.Reconciler(quiet, quiet, quiet, quiet), clock);
    }

    Looking looking(OwnNamespace where, Settings.Reconciler settings, Clock by) {
        var asked = new TemporalRuns(where.stubs, where.settings);
        return new Looking(
                where.engine,
                new ShownRuns(database),
                Engines.postgres(database),
                mending(where, asked),
                new WishTable(database),
                new Overlays(database),
                new RollCall(asked, settings),
                settings,
                by);
    }

    boolean listed(TemporalRuns asked, List<String> runs) {
        var now = clock.instant();
        return asked
                .list(Loop.STARTED, now.minus(Duration.ofDays(1)), now, ByteString.EMPTY)
                .runs()
                .stream()
                .map(run -> run.key().run())
                .toList()
                .containsAll(runs);
    }

    String queued(RunKey key) {
        return database.value(
                "select coalesce(string_agg(reason, ','), '') from reconcile_queue where run = ?",
                key.run());
    }

    String overlay(RunKey key) {
        return database.value(
                "select coalesce(string_agg(overlay, ','), '') from run_overlays where run = ?",
                key.run());
    }

    TemporalRuns runs() {
        return new TemporalRuns(temporal.stubs, temporal.settings);
    }

    boolean turned(Loop loop) {
        try {
            new Walk(loop, runs(), comparison, clock).turn(mending::check);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    boolean about(RunKey key) {
        return heard.events().stream().anyMatch(event -> event.subject().run().equals(key.run()));
    }

    void row(RunKey key, String status) {
        row(temporal, key, status);
    }

    void row(OwnNamespace where, RunKey key, String status) {
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
