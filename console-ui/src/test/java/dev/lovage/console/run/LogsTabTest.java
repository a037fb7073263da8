package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Log;
import dev.lovage.client.LovageClient;
import dev.lovage.events.LogLine.Level;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class LogsTabTest {
    private final LogsTab tab =
            new LogsTab(
                    LovageClient.at(URI.create("http://127.0.0.1:1"), () -> "token"), "census~1");

    private static Log line(String message) {
        return new Log("1", Instant.EPOCH, Level.INFO, "do.0", 1, "task.a", message);
    }

    private String words() {
        return tab.getElement().getTextRecursively();
    }

    @Test
    void holdsAWindowOfTheNewestLinesHoweverManyCome() {
        for (int batch = 0; batch < 100; batch++) {
            int from = batch * 1_000;
            tab.came(
                    IntStream.range(from, from + 1_000)
                            .mapToObj(n -> line("line " + n + ";"))
                            .toList());
        }

        assertThat(words().split("line ", -1)).hasSize(LogsTab.WINDOW + 1);
        assertThat(words()).contains("line 99000;").endsWith("line 99999;");
    }

    @Test
    void showsTheBeginningOfALineOfAMegabyteAndHowLongItIs() {
        tab.came(List.of(line("x".repeat(1_000_000))));

        assertThat(words()).hasSizeLessThan(3_000).contains("[1000000 characters;");
    }

    @Test
    void showsWhatWouldTurnOrColourTextAsSigns() {
        tab.came(List.of(line("\u001b[31m \u202Eabc")));

        assertThat(words()).endsWith("\u241b[31m [U+202E]abc");
    }
}
