package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class JsonTest {
    @Test
    void readsWholeNumbersAsLongAndOthersAsDouble() {
        assertThat(Json.read("[1, -0, 1.0, 1e2, 9223372036854775807, true, null, \"\"]"))
                .isEqualTo(Arrays.asList(1L, 0L, 1.0, 100.0, Long.MAX_VALUE, true, null, ""));
    }

    @Test
    void countsTheBytesThatItWouldWrite() {
        for (int seed = 0; seed < 300; seed++) {
            var tree = CanvasWriter.tree(new Canvases(seed).definition());
            var bytes = Json.write(tree).getBytes(StandardCharsets.UTF_8).length;
            assertThat(Json.size(tree)).as("seed %d", seed).isEqualTo(bytes);
        }
        var odd = Map.of("a\"\\\u0001\n\u007f", List.of(-5L, 1e-7, "\ud83d\ude00\u20ac\u00e9"));
        assertThat(Json.size(odd))
                .isEqualTo(Json.write(odd).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void writesEqualBytesForEqualValues() {
        var one = new LinkedHashMap<String, Object>(Map.of("b", 1L));
        one.put("a", Map.of("d", 1L, "c", 2L));
        var other = new LinkedHashMap<String, Object>();
        other.put("a", Map.of("c", 2L, "d", 1L));
        other.put("b", 1L);
        assertThat(Json.canonical(one)).isEqualTo(Json.canonical(other));
        assertThat(new String(Json.canonical(one), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":{\"c\":2,\"d\":1},\"b\":1}");
    }

    @Test
    void makesAnyNumberPlain() {
        assertThat(Json.plain(List.of(1, (short) 2, (byte) 3, 4L, BigInteger.TEN, 0.5f)))
                .isEqualTo(List.of(1L, 2L, 3L, 4L, 10L, 0.5));
        assertThat(Json.plain(new BigDecimal("1.25"))).isEqualTo(1.25);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> Json.plain(Map.of("a", List.of(Double.NaN))))
                .hasMessageContaining("/a/0");
        assertThatThrownBy(() -> Json.plain(Map.of("a", Thread.State.NEW)))
                .hasMessageContaining("/a");
        assertThatThrownBy(() -> Json.plain("\ud800")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Json.plain(BigInteger.TWO.pow(64))).hasMessageContaining("number");
    }

    @Test
    void refusesNestingBeyondAHundred() {
        Object deep = 1L;
        for (int i = 0; i < 101; i++) {
            deep = List.of(deep);
        }
        var value = deep;
        assertThatThrownBy(() -> Json.plain(value)).hasMessageContaining("100 levels");
    }
}
