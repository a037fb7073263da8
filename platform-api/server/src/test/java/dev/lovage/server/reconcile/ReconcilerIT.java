package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunState;
import dev.lovage.links.KafkaLink;
import dev.lovage.server.Settings;
import dev.lovage.server.run.Engines;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

@Timeout(180)
class ReconcilerIT {
    @RegisterExtension private static final OwnReconciler OWN = new OwnReconciler();

    @Test
    void aRunTerminatedWhereNoWorkerLivesIsConfirmed() {
        var key = OWN.temporal.started("census~terminated");
        OWN.row(key, "RUNNING");
        OWN.temporal.engine.terminate(key.run(), "enough");

        Await.until(() -> OWN.turned(Loop.CLOSED) && OWN.about(key));

        var confirmed =
                OWN.heard.events().stream()
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
                .isEqualTo(OWN.temporal.engine.describe(key.run()).orElseThrow().temporalRun());
        assertThat(confirmed.at()).isAfter(key.accepted());
    }

    /// What R1 is there for.
    @Test
    void withoutR1ARunThatNobodySawEndIsNeverConfirmed() {
        var key = OWN.temporal.started("census~unseen");
        OWN.row(key, "RUNNING");
        OWN.temporal.engine.terminate(key.run(), "enough");
        System.setProperty("lovage.test.guards.off", "R1");
        try {
            assertThat(OWN.turned(Loop.CLOSED)).isTrue();
            assertThat(OWN.database.value("select count(*) from reconciled")).isEqualTo("0");
        } finally {
            System.clearProperty("lovage.test.guards.off");
        }

        Await.until(() -> OWN.turned(Loop.CLOSED) && OWN.about(key));

        assertThat(OWN.database.value("select count(*) from reconciled")).isEqualTo("1");
    }

    @Test
    void whatHasEndedHereTooIsLeftAlone() {
        var known = OWN.temporal.started("census~known");
        var lost = OWN.temporal.started("census~lost");
        OWN.row(known, "TERMINATED");
        OWN.temporal.engine.terminate(known.run(), "enough");
        OWN.temporal.engine.terminate(lost.run(), "enough");

        Await.until(() -> OWN.turned(Loop.CLOSED) && OWN.about(lost));

        assertThat(OWN.about(known)).isFalse();
    }

    @Test
    void aRunThatNobodyWroteDownGetsItsRow() {
        var key = OWN.temporal.started("census~unknown");

        Await.until(() ->
                OWN.turned(Loop.STARTED)
                        && Engines.postgres(OWN.database).find("default", key.run()).isPresent());

        var run = Engines.postgres(OWN.database).find("default", key.run()).orElseThrow().about();
        assertThat(run.key()).isEqualTo(key);
        assertThat(run.tags()).containsExactly("big");
        assertThat(run.origin().by()).isEqualTo("ada");
        assertThat(run.queue()).isEqualTo(OwnNamespace.QUEUE);
        assertThat(run.revision()).isEqualTo(3);
    }

    @Test
    void anotherExecutionThatTemporalNamesIsAnnouncedAndToldAgain() {
        var key = OWN.temporal.started("census~reset");
        OWN.row(key, "FAILED");
        OWN.database.update(
                "update runs set temporal_run = 'before', epoch = 9000000000000, seq = 77");

        Await.until(() -> OWN.turned(Loop.STARTED) && OWN.about(key));

        var confirmed = (Confirmed) OWN.heard.events().getFirst();
        assertThat(confirmed.status()).isEqualTo(RunState.RUNNING);
        assertThat(confirmed.subject().temporalRun())
                .isEqualTo(OWN.temporal.engine.describe(key.run()).orElseThrow().temporalRun());
        assertThat(OWN.queued(key)).isEqualTo("republish");
    }

    @Test
    void theNightFindsWhatEverythingElseHasMissedAndThenNothing() {
        try (var unheard = new OwnNamespace()) {
            var key = unheard.started("census~missed");
            var asked = new TemporalRuns(unheard.stubs, unheard.settings);
            Await.until(() -> OWN.listed(asked, List.of(key.run())));
            var nightly =
                    new Nightly(
                            asked,
                            OWN.comparison,
                            new Tallies(OWN.database),
                            OWN.mending(unheard, asked),
                            new Overlays(OWN.database),
                            new SimpleMeterRegistry(),
                            OWN.clock);
            var night = OWN.clock.instant().plus(Duration.ofMinutes(20));

            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(1, 1, 0));
            assertThat(Engines.postgres(OWN.database).find("default", key.run())).isPresent();
            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(0, 0, 0));

            OWN.database.update(
                    "insert into run_counts values (1, ?, 'FAILED', 7, 'default', 'census')",
                    key.accepted().truncatedTo(ChronoUnit.HOURS));
            assertThat(nightly.compare(night)).isEqualTo(new Nightly.Found(0, 0, 1));
        }
    }

    @Test
    void whileKafkaIsAwayTheWayIsNotForgotten() {
        var key = OWN.temporal.started("census~unsaid");
        OWN.row(key, "RUNNING");
        OWN.temporal.engine.terminate(key.run(), "enough");
        OWN.announcer.close();
        OWN.assemble(
                new Settings.Kafka(
                        "127.0.0.1:1", "none", 1, (short) 1, Duration.ofDays(1), KafkaLink.PLAIN));
        Await.until(() -> !OWN.turned(Loop.CLOSED));
        assertThat(OWN.comparison.until(Loop.CLOSED.name())).isEmpty();

        OWN.assemble(OWN.heard.kafka);
        Await.until(() -> OWN.turned(Loop.CLOSED) && OWN.about(key));
        assertThat(OWN.comparison.until(Loop.CLOSED.name())).isPresent();
    }
}
