package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

class CurlTest {
    @Test
    void aShellReadsAnyTextAsOneWord() throws Exception {
        var text = "it's $HOME `id` \\ \"quoted\"\n; echo no";
        assertThat(read(Curl.word(text))).isEqualTo(text);
    }

    private static String read(String word) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + word).start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }
}
