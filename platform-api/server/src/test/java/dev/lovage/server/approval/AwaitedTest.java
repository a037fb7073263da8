package dev.lovage.server.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.canvas.InvalidCanvasException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class AwaitedTest {
    private static Awaited with(Map<String, Object> form) {
        return new Awaited("do.0", "go", null, Map.copyOf(form), List.of());
    }

    @Test
    void takesNoAnswerForAnEmptyFormAndFillsItsDefaults() {
        var form =
                with(
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("note", Map.of("default", "-"))));

        assertThat(form.filled(null)).isEqualTo(Map.of("note", "-"));
    }

    @Test
    void saysWhatIsMissingWhereNothingIsAnswered() {
        var form = with(Map.of("type", "object", "required", List.of("version")));

        assertThatThrownBy(() -> form.filled(null))
                .isInstanceOf(InvalidCanvasException.class)
                .hasMessageContaining("version");
        assertThatThrownBy(() -> with(Map.of("type", "integer")).filled(null))
                .isInstanceOf(InvalidCanvasException.class);
    }
}
