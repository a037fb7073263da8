package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class TimestampsTest {
    @Test
    void readsAMomentInWhateverZoneItIsWritten() {
        var moment = Instant.parse("2026-12-24T17:00:00Z");
        assertThat(Timestamps.parse("2026-12-24T17:00:00Z")).isEqualTo(moment);
        assertThat(Timestamps.parse("2026-12-24T18:00+01:00")).isEqualTo(moment);
        assertThat(Timestamps.parse("2026-12-24T17:00:00.250Z")).isEqualTo(moment.plusMillis(250));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-12-24",
                "2026-12-24T18:00:00",
                "2026-13-24T18:00:00Z",
                "2026-02-30T18:00:00Z",
                "+12026-12-24T18:00:00Z",
                "2026-12-24T18:00:00Z[Europe/Berlin]",
                "1798131600"
            })
    void refusesWhatIsNoMoment(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write 2026-12-24T18:00:00Z");
    }
}
