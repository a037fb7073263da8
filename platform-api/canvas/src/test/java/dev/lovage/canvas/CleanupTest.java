package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class CleanupTest {
    private static final String LIFETIME =
            "name: a\nrunTimeout: 1h\ncleanupTimeout: 2m\ncancelGrace: 3s\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do: {try: {task: x}, catch: [{do: {task: y}}]}",
                "do: {try: {task: x}, finally: {task: y}}",
                "do: {try: {task: x, undo: {task: y}}, compensate: true}",
                "do: [{group: [{map: '${input}', do: {try: {task: x}, finally: {task: y}}}]}]",
                "do: {switch: [{else: {try: {task: x}, finally: {task: y}}}]}",
                "do: {try: {try: {task: x}, finally: {task: y}}, compensate: true}",
                "do: {task: x, onSuccess: {try: {task: x}, finally: {task: y}}}",
                "do: {task: x, onError: {try: {task: x}, finally: {task: y}}}",
                "do: {task: x}\nonSuccess: {try: {task: x}, finally: {task: y}}",
                "do: {task: x}\nfinally: {task: y}",
                "do: {task: x}\nonError: {task: y}",
            })
    void aRunThatCleansUpHasTimeForThatBeforeTemporalEndsIt(String body) {
        var definition = CanvasReader.definition(LIFETIME + body);

        assertThat(definition.cleansUp()).isTrue();
        assertThat(definition.executionTimeout())
                .isGreaterThan(Duration.ofHours(1).plusMinutes(2).plusSeconds(3))
                .isLessThan(Duration.ofHours(1).plusMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do: [{task: x, onError: {task: y}}, {try: {wait: 1s}, compensate: true}]",
                "do: {switch: [{else: {value: 1}}]}\nonSuccess: {task: y}",
            })
    void anyOtherIsEndedWhenItsTimeIsOver(String body) {
        var definition = CanvasReader.definition(LIFETIME + body);

        assertThat(definition.cleansUp()).isFalse();
        assertThat(definition.executionTimeout()).isEqualTo(Duration.ofHours(1));
    }
}
