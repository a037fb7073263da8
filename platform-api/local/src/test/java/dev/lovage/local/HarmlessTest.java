package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HarmlessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mred\u001b[0m",
                "\u001b]0;title\u0007red",
                "\u001b]8;;https://evil.example\u001b\\red\u001b]8;;\u001b\\",
                "\u001b[2J\u001b[Hred\u0007\u0008",
                "\u202Er\u2066e\u200Fd",
                "\u001bcred",
                "red\r"
            })
    void leavesOutWhatATerminalWouldObey(String hostile) {
        assertThat(Harmless.text(hostile)).isEqualTo("red");
    }

    @Test
    void keepsWordsInAnyScriptAndMovesFurtherLinesIn() {
        assertThat(Harmless.text("naïve 日本 עברית 🌿\n2026 ERROR not ours\tx"))
                .isEqualTo("naïve 日本 עברית 🌿\n    2026 ERROR not ours\tx");
    }
}
