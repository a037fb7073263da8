package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class InputSchemaTest {
    private static final String FOLDER =
            """
            type: object
            required: [folder]
            additionalProperties: false
            properties:
              folder: {type: string, pattern: "^/"}
              width: {type: integer, default: 256, minimum: 16}
              deep: {type: object, default: {}, properties: {level: {default: 3}}}
              files: {type: array, items: {$ref: '#/$defs/file'}}
            $defs:
              file: {type: object, properties: {kind: {default: png}}}
            """;

    @Test
    void fillsWhatIsLeftOpen() {
        assertThat(schema().fill(Map.of("folder", "/a", "files", List.of(Map.of()))))
                .isEqualTo(
                        Json.read(
                                """
                                {"folder": "/a", "width": 256, "deep": {"level": 3},
                                 "files": [{"kind": "png"}]}
                                """));
    }

    @Test
    void keepsWhatIsGiven() {
        var input = Json.read("{\"folder\": \"/a\", \"width\": 17, \"deep\": {\"level\": null}}");
        assertThat(schema().fill(input)).isEqualTo(input);
    }

    @Test
    void namesTheMemberThatIsMissingOrTooMany() {
        assertThat(flaws(Map.of("fold", "/a"))).containsExactlyInAnyOrder("/folder", "/fold");
    }

    @Test
    void namesEveryValueThatMissesTheSchema() {
        assertThat(flaws(Map.of("folder", "a", "width", 3, "files", List.of(1))))
                .containsExactlyInAnyOrder("/folder", "/width", "/files/0");
    }

    @Test
    void beginsAnAbsentInputAsAnObject() {
        assertThat(flaws(null)).containsExactly("/folder");
    }

    @Test
    void takesAnythingWhereThereIsNoSchema() {
        assertThat(InputSchema.of(Map.of()).fill(null)).isNull();
        assertThat(InputSchema.of(Map.of()).fill(List.of(1))).isEqualTo(List.of(1L));
    }

    @Test
    void takesPatternsThatStaySmallWhenUnrolled() {
        assertThat(
                        List.of(
                                "^[a-z]{1,63}$",
                                "(\\d{2}:){2}\\d{2}",
                                "[{}]{3}(a|b{9}){9}",
                                "a{",
                                "\\Q{9}"))
                .allSatisfy(pattern -> assertThat(Regex.isValid(pattern)).as(pattern).isTrue());
        assertThat(
                        List.of(
                                "(a{1000}){1000}",
                                "(a{9,}){500}{5,900}{3}",
                                "a".repeat(1001),
                                "(((a{500}){500}){500}){500}",
                                "(",
                                "(?=x)",
                                "\\1"))
                .allSatisfy(pattern -> assertThat(Regex.isValid(pattern)).as(pattern).isFalse());
    }

    private static List<String> flaws(Object input) {
        return catchThrowableOfType(InvalidCanvasException.class, () -> schema().fill(input))
                .flaws()
                .stream()
                .map(Flaw::pointer)
                .toList();
    }

    @SuppressWarnings("unchecked") // a schema is an object
    private static InputSchema schema() {
        return InputSchema.of((Map<String, Object>) Source.read(FOLDER).tree());
    }
}
