package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/// What events do not settle is left to the reconciler.
class DoubtsIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private final ARun run = ARun.named("census~1");

    @Test
    void whatIsMissingAndWhatIsOfAnotherExecutionIsLeftToTheReconciler() {
        var part = run.part("p1");
        model.apply(run.started(1), part.changed(2, step(2, "do.1.l.0", StepState.QUEUED)));
        var first = doubts();
        model.apply(run.changed(5), run.execution("t-reset", ARun.EPOCH).changed(6));
        model.apply(part.changed(3, step(3, "do.1.l.0", StepState.SUCCEEDED)));

        assertThat(first).containsExactly("census~1 gap");
        assertThat(doubts()).containsExactly("census~1 execution", "census~1 gap");
        assertThat(database.value("select part || ' ' || seq from run_parts")).isEqualTo("p1 3");
    }

    @Test
    void theSameDoubtOnceMoreMovesItsTime() {
        model.apply(run.started(1), run.changed(5));
        var before = database.value("select at from reconcile_queue");
        model.apply(run.changed(9));

        assertThat(doubts()).hasSize(1);
        assertThat(database.value("select at from reconcile_queue")).isGreaterThan(before);
    }

    private List<String> doubts() {
        return tables.rows("select run || ' ' || reason from reconcile_queue order by reason");
    }
}
