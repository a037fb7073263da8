package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class KeysTest {
    static Set<String> later() {
        return new TreeSet<>(Keys.NOT_YET.keySet());
    }

    @ParameterizedTest
    @MethodSource("later")
    void tellsThatAKeyComesLaterAndWhatToDoToday(String key) {
        var node = Map.<String, Object>of(key, Map.of(), "task", "a");
        var refused =
                catchThrowableOfType(
                        InvalidCanvasException.class, () -> CanvasReader.adhoc(List.of(node)));
        assertThat(refused.flaws())
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.code()).isEqualTo("NOT_YET");
                    assertThat(flaw.pointer()).isEqualTo("/do/0/" + key);
                    assertThat(flaw.message())
                            .startsWith("`%s` is not yet part of the language: ".formatted(key))
                            .endsWith(".");
                });
    }

    @ParameterizedTest
    @MethodSource("later")
    void neverCallsAKeyKnownAndLaterAtOnce(String key) {
        for (var kind : Keys.Kind.values()) {
            assertThat(Keys.of(kind)).doesNotContain(key);
        }
        assertThat(Keys.DEFINITION).doesNotContain(key);
    }
}
