package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class HeartbeatTest {
    private static final Heartbeat BEAT = new Heartbeat(Instant.parse("2026-03-01T10:00:05Z"));

    @Test
    void comesBackFromARecordAsItWas() {
        var sent = BEAT.encode();
        var received = CloudEvent.of(sent.headers(), sent.bytes());

        assertThat(received).isEqualTo(sent);
        assertThat(Heartbeat.decode(received)).isEqualTo(BEAT);
        assertThat(sent.id()).isEqualTo(BEAT.encode().id());
    }

    @Test
    void isNoEventOfARun() {
        var beat = BEAT.encode();
        assertThatThrownBy(() -> EventCodec.decode(beat))
                .isInstanceOf(UnreadableEventException.class);

        var other = new CloudEvent("1", EventCodec.CLOSED, "census~1", BEAT.at(), beat.data());
        assertThatThrownBy(() -> Heartbeat.decode(other))
                .isInstanceOf(UnreadableEventException.class);
    }
}
