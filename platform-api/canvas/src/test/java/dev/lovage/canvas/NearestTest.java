package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NearestTest {
    private static final List<String> TASKS =
            List.of("image.resize", "image.rotate", "files.list", "files.read", "json.merge");

    @Test
    void findsWhatATypingErrorAwayMeans() {
        assertThat(Nearest.to("image.rezise", TASKS)).startsWith("image.resize");
        assertThat(Nearest.to("Files.Lsit", TASKS)).containsExactly("files.list");
    }

    @Test
    void namesTheNearestFirst() {
        assertThat(Nearest.to("files.reads", TASKS)).startsWith("files.read");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Nearest.to("send.mail", TASKS)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), TASKS)).isEmpty();
        assertThat(Nearest.hint("send.mail", TASKS)).isEmpty();
    }

    @Test
    void asksInASentence() {
        assertThat(Nearest.hint("cat", List.of("car", "bat", "hat")))
                .isEqualTo(" Did you mean `bat`, `car` or `hat`?");
    }
}
