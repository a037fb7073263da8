package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the guards are there for: without them rows go back.
class WithoutGuardsTest {
    private final ARun run = ARun.named("census~1");

    @AfterEach
    void switchOn() {
        System.clearProperty("lovage.test.guards.off");
    }

    @Test
    void aRowGoesBackWithoutItsVersion() {
        var row = RunHead.of(run.subject()).with(run.changed(9));
        assertThat(row.with(run.changed(3)).version()).isEqualTo(row.version());

        System.setProperty("lovage.test.guards.off", "version");

        assertThat(row.with(run.changed(3)).version()).isLessThan(row.version());
    }
}
