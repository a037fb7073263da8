package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.worker.WorkerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(180)
class RepublishingIT {
    @RegisterExtension private static final OwnReconciler OWN = new OwnReconciler();

    @Test
    void aRunIsToldAgainAsSoonAsAWorkerServesItAndIsStaleUntilThen() {
        var key = OWN.temporal.started("census~silent");
        Await.until(() -> OWN.turned(Loop.STARTED) && OWN.queued(key).equals("republish"));
        OWN.republishing.turn();
        assertThat(Silent.TOLD).doesNotContain(key.run());
        assertThat(OWN.overlay(key)).isEqualTo("STALE");

        var factory = WorkerFactory.newInstance(OWN.temporal.client);
        try {
            factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Silent.class);
            factory.start();
            var later = new Ticking(OWN.clock);
            var patient = OWN.republishing(later);
            Await.until(() -> {
                later.tick();
                patient.turn();
                return Silent.TOLD.contains(key.run()) && OWN.queued(key).isEmpty();
            });
            patient.close();
            assertThat(OWN.overlay(key)).isEmpty();
        } finally {
            factory.shutdownNow();
        }
    }

    @Test
    void anEventOfAnotherExecutionThanTheCurrentOneIsSettledByAskingOnce() {
        var key = OWN.temporal.started("census~doubted");
        OWN.row(key, "RUNNING");
        OWN.database.update("update runs set origin = 'api'");
        OWN.database.update(
                "insert into reconcile_queue (accepted, tenant, run, reason)"
                        + " values (?, ?, ?, 'execution')",
                key.accepted(),
                key.tenant(),
                key.run());

        OWN.republishing.turn();

        assertThat(OWN.queued(key)).isEmpty();
        assertThat(OWN.about(key)).isFalse();
    }
}
