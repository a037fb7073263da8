package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class ToldTest {
    private static final int LARGE = 900 * 1024;

    private static Failure failure(String text, Object details) {
        return new Failure(text, text, text, "t", "do.0", 1, true, details);
    }

    @Test
    void aValueTravelsUpToItsLimitAndNoByteFurther() {
        var most = "x".repeat(Payload.INLINE_BYTES - 2);

        assertThat(Told.value(most, Values.SMALL)).isEqualTo(new Payload.Inline(most));
        assertThat(Told.value(most + "x", Values.SMALL))
                .isEqualTo(new Payload.Omitted(Payload.INLINE_BYTES + 1));
        assertThat(Told.value("x".repeat(LARGE), Values.SMALL))
                .isEqualTo(new Payload.Omitted(LARGE + 2));
        assertThat(Told.value(1, Values.NONE)).isEqualTo(new Payload.Omitted(1));
    }

    @Test
    void aFailureOfUsualSizeIsToldAsItIs() {
        var failure = failure("no", Map.of("bank", 7));

        assertThat(Told.failure(failure)).isEqualTo(failure);
        assertThat(Told.failure(null)).isNull();
    }

    /// Whatever a worker of others says.
    @Test
    void anEventOfALargeFailureStaysSmall() {
        var large = failure("漢".repeat(LARGE), List.of("x".repeat(LARGE)));

        var told = Told.failure(large);

        assertThat(told.message()).hasSize(Told.TEXT_CHARS + 1).endsWith("…");
        assertThat(told.details()).isEqualTo(Map.of("omitted", LARGE + 4L));
        assertThat(event(told).bytes().length).isLessThan(16 * 1024);
    }

    private static CloudEvent event(Failure error) {
        var at = Instant.EPOCH;
        var step =
                new StepChange(
                        1, "do.0", StepState.FAILED, at, new Work.Pure(), 1, Payload.NONE, error);
        var subject = new Subject("default", "r", at, "t", 1, null, "d", 1);
        return EventCodec.encode(new Changed(subject, 1, at, RunState.RUNNING, List.of(step)));
    }

    @Test
    void aCharacterOfTwoHalvesIsNotCutInTwo() {
        var text = "x".repeat(Told.TEXT_CHARS - 1) + "😀";

        assertThat(Told.text(text)).isEqualTo("x".repeat(Told.TEXT_CHARS - 1) + "…");
    }
}
