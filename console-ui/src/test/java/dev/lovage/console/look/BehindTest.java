package dev.lovage.console.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class BehindTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final Behind behind = new Behind();

    @Test
    void saysSinceWhenNothingComesInOnceThatIsWorthAWord() {
        behind.show(new Run.Seen(NOON, "projection", 10_000));
        assertThat(behind.isVisible()).isFalse();

        behind.show(new Run.Seen(NOON, "projection", 10_001));
        assertThat(behind.isVisible()).isTrue();
        assertThat(behind.getElement().getTextRecursively()).contains("Events have not come in");
        assertThat(behind.getElement().getOuterHTML()).contains("from=\"2026-01-01T12:00:00Z\"");

        behind.show(new Run.Seen(NOON.plusSeconds(60), "projection"));
        assertThat(behind.isVisible()).isFalse();
    }
}
