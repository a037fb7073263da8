package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Rebuild;
import dev.lovage.client.Rebuild.Progress;
import dev.lovage.client.Rebuild.Result;
import dev.lovage.client.Rebuild.State;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class AdminRebuildTest {
    @Test
    void saysHowFarItIsWhatCameOfItAndWhyItFailed() {
        assertThat(text(State.RUNNING, null, null)).isEqualTo("5 of 9 events applied");
        assertThat(text(State.DONE, new Result(2, 7, 0, "a-b"), null))
                .isEqualTo("Rebuilt: 2 runs, 7 steps, 0 rows differ from before, hash a-b");
        assertThat(text(State.FAILED, null, "no Kafka"))
                .isEqualTo("The rebuild failed, and the read model is as it was: no Kafka");
    }

    private static String text(State state, @Nullable Result result, @Nullable String message) {
        var at = Instant.parse("2026-11-20T10:00:00Z");
        return AdminRebuild.text(
                new Rebuild(1, state, "ann", at, null, new Progress(5, 9), result, message));
    }
}
