package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class BlobReferenceTest {
    private static final BlobReference BIG =
            new BlobReference(
                    "1763000000000/r~1", 5_000_000, "a".repeat(64), BlobReference.JSON, 300L);
    private static final Map<String, ?> SCOPE =
            Map.of("prev", BIG.json(), "input", Map.of("parts", List.of(BIG.json(), 1L)));

    @Test
    void isReadFromTheFormInWhichItTravels() {
        assertThat(BlobReference.of(BIG.json())).contains(BIG);
        assertThat(BIG.accepted()).isEqualTo(1_763_000_000_000L);
        assertThat(BIG.run()).isEqualTo("r~1");
    }

    @Test
    void isNotSeenInDataThatOnlyLooksLikeIt() {
        var more = new HashMap<String, Object>(BIG.json());
        more.put("more", 1);
        var other = new HashMap<String, Object>(BIG.json());
        other.put("sha256", "no hash");
        assertThat(BlobReference.of(more)).isEmpty();
        assertThat(BlobReference.of(other)).isEmpty();
        assertThat(BlobReference.of(Map.of("$blob", "1/r~1"))).isEmpty();
        assertThat(BlobReference.within(List.of(more, Map.of("a", "$blob")))).isFalse();
        assertThat(BlobReference.within(Map.of("a", List.of(1L, BIG.json())))).isTrue();
    }

    @Test
    void anExpressionPassesItWholeAndSeesSizeAndCount() {
        assertThat(evaluate("prev")).isEqualTo(BIG.json());
        assertThat(evaluate("input.parts")).isEqualTo(List.of(BIG.json(), 1L));
        assertThat(evaluate("input.parts[0]")).isEqualTo(BIG.json());
        assertThat(evaluate("{'all': [prev]}")).isEqualTo(Map.of("all", List.of(BIG.json())));
        assertThat(evaluate("prev.size > 1000000 && prev.count == 300")).isEqualTo(true);
        assertThat(evaluate("prev == null")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prev.rows",
                "prev['rows']",
                "prev.?rows.orValue(1)",
                "has(prev.rows)",
                "prev[0]",
                "size(prev)",
                "prev.size()",
                "prev.map(e, e)",
                "'rows' in prev",
                "prev == {'a': 1}",
                "prev.sha256",
                "input.parts[0].rows",
                "input.parts.map(p, p.rows)"
            })
    void readingIntoItIsRefusedWithTheWayOut(String source) {
        var refused = catchThrowableOfType(ExpressionException.class, () -> evaluate(source));
        assertThat(refused.code()).isEqualTo("VALUE_BY_REFERENCE");
        assertThat(refused).hasMessageContaining("Pass it whole to a task");
    }

    @Test
    void doesNotStandInATextAsIfItWereTheValue() {
        var text = new Template.Text(List.of(new Template.Literal("rows: "), computed("prev")));
        assertThatThrownBy(() -> Expressions.level(1).fill(text, SCOPE::get))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("cannot stand in a text");
    }

    @Test
    void aSchemaLooksAroundItAndNotIntoIt() {
        var list = Map.<String, Object>of("type", "array", "items", Map.of("default", 1L));
        Map<String, Object> schema =
                Map.of("properties", Map.of("rows", list, "n", Map.of("type", "integer")));
        var input = Map.of("rows", BIG.json(), "n", 3L);

        assertThat(InputSchema.of(schema(schema)).fillAround(input)).isEqualTo(input);
        assertThatThrownBy(() -> InputSchema.of(schema(schema)).fill(input))
                .isInstanceOf(InvalidCanvasException.class);
        assertThatThrownBy(() ->
                        InputSchema.of(schema(schema))
                                .fillAround(Map.of("rows", BIG.json(), "n", "three")))
                .isInstanceOf(InvalidCanvasException.class);
    }

    private static Map<String, Object> schema(Map<String, Object> rest) {
        var schema = new HashMap<String, Object>(rest);
        schema.put("type", "object");
        return schema;
    }

    private static Template computed(String source) {
        return new Template.Computed(new Expression(source));
    }

    private static Object evaluate(String source) {
        return Expressions.level(1).evaluate(new Expression(source), SCOPE::get);
    }
}
