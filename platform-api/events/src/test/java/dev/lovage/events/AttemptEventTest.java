package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;

class AttemptEventTest {
    private static final Instant T = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Subject THIRD =
            new Subject("acme", "census~01J", T, "t-run", "do.1.m.17", "count", 3, "7@host");
    private static final Failure BUSY =
            new Failure("BUSY", "BUSY", "later", "count", "do.1.m.17", 3, true, null);

    static List<AttemptEvent> events() {
        return List.of(
                new Began(THIRD, T),
                new Progressed(THIRD, T, 5, 0, ""),
                new Progressed(THIRD, T.plusMillis(1), 5, 10, "half of it"),
                new Ended(THIRD, T, Outcome.FAILED, BUSY, T.plusSeconds(4)),
                new Ended(THIRD, T.plusMillis(1), Outcome.FAILED, BUSY, null),
                new Ended(THIRD, T.plusMillis(2), Outcome.SUCCEEDED, null, null),
                new Ended(THIRD, T.plusMillis(3), Outcome.LOST, null, null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatAnAttemptSaysSurvivesTheWire(AttemptEvent event) {
        var sent = EventCodec.encodeAttempt(event);

        var received = CloudEvent.of(sent.headers(), sent.bytes());

        assertThat(EventCodec.decodeAttempt(received)).isEqualTo(event);
        assertThat(received.subject()).isEqualTo("census~01J");
    }

    @Test
    void everyWordHasAnIdOfItsOwn() {
        assertThat(events().stream().map(event -> EventCodec.encodeAttempt(event).id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDataReadsAsDocumented() {
        assertThat(EventCodec.encodeAttempt(events().get(3)).data())
                .isEqualTo(
                        """
                        {"v":1,"tenant":"acme","run":"census~01J","accepted":"2026-03-01T10:00:00.123Z",\
                        "temporalRun":"t-run","path":"do.1.m.17","task":"count","attempt":3,\
                        "worker":"7@host","at":"2026-03-01T10:00:00.123Z","outcome":"FAILED",\
                        "error":{"code":"BUSY","type":"BUSY","message":"later","task":"count",\
                        "path":"do.1.m.17","attempt":3,"retryable":true},\
                        "next":"2026-03-01T10:00:04.123Z"}\
                        """);
    }

    @Test
    void anEventOfARunIsNone() {
        var data = EventCodec.encodeAttempt(events().getFirst()).data();

        assertThatThrownBy(() ->
                        EventCodec.decodeAttempt(
                                new CloudEvent("i", EventCodec.CHANGED, "r", T, data)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(EventCodec.CHANGED);
    }
}
