package dev.lovage.console.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.412S, 412 ms",
        "PT3.24S, 3.2 s",
        "PT42.9S, 42 s",
        "PT4M7S, 4 m 07 s",
        "PT2H15M, 2 h 15 m",
        "P3DT4H, 3 d 4 h",
        "PT-1S, 0 ms"
    })
    void tellsADurationInAtMostTwoUnits(Duration duration, String words) {
        assertThat(Words.duration(duration)).isEqualTo(words);
    }

    @Test
    void writesStatesAsWords() {
        assertThat(Words.state(RunState.TIMED_OUT)).isEqualTo("Timed out");
    }
}
