package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class AdviceTest {
    private static List<String> advice(String text) {
        return CanvasReader.advice(text, Dialect.NONE).stream().map(Flaw::pointer).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    runTimeout: 1h | {await: go, timeout: 2h} | /do/timeout
                    runTimeout: 1h | {await: go, timeout: 1h} | /do/timeout
                    runTimeout: 1h | [{value: 1}, {wait: 90m}] | /do/1/wait
                    runTimeout: 1h | {task: a, countdown: 1d} | /do/countdown
                    tags: [a]      | {await: go, timeout: 31d} | /do/timeout
                    tags: [a]      | {wait: 25h} | /do/wait
                    tags: [a]      | {map: "${[1]}", do: {group: [{wait: 2d}]}} | /do/do/group/0/wait
                    """)
    void tellsOfAPauseThatNoRunOutlives(String key, String node, String pointer) {
        assertThat(advice("name: a\n" + key + "\ndo: " + node)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    runTimeout: 3h | {await: go, timeout: 2h}
                    runTimeout: 1h | {await: go}
                    runTimeout: 1h | {wait: "${input.pause}"}
                    runTimeout: 1h | {value: {await: go, timeout: 2h}}
                    tags: [a]      | {await: go, timeout: 29d}
                    """)
    void saysNothingOfOthers(String key, String node) {
        assertThat(advice("name: a\n" + key + "\ndo: " + node)).isEmpty();
    }

    @Test
    void namesThePlaceAndTheWayOut() {
        var advice = CanvasReader.advice("name: a\nrunTimeout: 1h\ndo: {wait: 90m}", Dialect.NONE);

        assertThat(advice)
                .containsExactly(
                        new Flaw(
                                "/do/wait",
                                "OUTLASTS_RUN",
                                "After 90m the run has ended already: its `runTimeout` is 1h. Make this shorter, or that longer.",
                                new Position(3, 6)));
    }
}
