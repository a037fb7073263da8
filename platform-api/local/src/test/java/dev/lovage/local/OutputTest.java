package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class OutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void isPlainWhereNobodyLooks() {
        output(false).line("kafka", "started");

        assertThat(text()).isEqualTo("kafka     │ started\n");
    }

    @Test
    void printsNothingOfAPartThatATerminalWouldObey() {
        output(false).line("worker", "first\u001b[31m red\u001b]0;title\u0007");

        assertThat(text()).isEqualTo("worker    │ first red\n");
    }

    @Test
    void givesEachPartAColourOfItsOwn() {
        Output output = output(true);
        output.line("kafka", "started");
        output.line("postgres", "started");
        output.line("kafka", "stopped");

        String[] lines = text().split("\n", -1);
        assertThat(lines[0]).startsWith("\u001b[36mkafka");
        assertThat(lines[1]).startsWith("\u001b[33mpostgres");
        assertThat(lines[2]).startsWith("\u001b[36mkafka");
    }

    @Test
    void letsOnlyTheSupervisorSpeakOnceHushed() {
        Output output = output(false);
        output.hush();
        output.line("temporal", "connection refused");
        output.say("stopped");

        assertThat(text()).isEqualTo("lovage    │ stopped\n");
    }

    private Output output(boolean coloured) {
        return new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), coloured);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
