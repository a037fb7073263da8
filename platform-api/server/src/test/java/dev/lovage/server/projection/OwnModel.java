package dev.lovage.server.projection;

import dev.lovage.events.RunEvent;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A read model of a test class's own, empty before each test, and a projection that writes into it
/// what is told.
final class OwnModel implements BeforeEachCallback, AfterAllCallback {
    final OwnDatabase database = new OwnDatabase();
    final Tables tables = new Tables(database);
    final Projection projection = new Projection(database, Clock.systemUTC(), _ -> {});
    private long next;

    @Override
    public void beforeEach(ExtensionContext context) {
        empty();
    }

    void empty() {
        database.update(
                "truncate runs, steps, run_parts, run_counts, attempts, event_log,"
                        + " projector_offsets, dead_events, reconcile_queue");
        database.update("update event_log_kept set since = 'epoch'");
        var _ = projection.positions(Told.SOURCE, Map.of(0, 0L));
        next = 0;
    }

    Outcome apply(RunEvent... events) {
        return apply(List.of(events));
    }

    Outcome apply(List<? extends RunEvent> events) {
        var batch = Told.batch(next, events);
        next = batch.next();
        var outcome = projection.apply(List.of(batch));
        if (!outcome.fenced().isEmpty()) {
            throw new IllegalStateException("somebody else writes here: " + outcome.fenced());
        }
        return outcome;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
    }
}
