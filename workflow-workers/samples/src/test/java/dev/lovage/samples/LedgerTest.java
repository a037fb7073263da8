package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

final class LedgerTest {
    @TempDir Path folder;
    private Path file;
    private Ledger ledger;

    @BeforeEach
    void open() {
        file = folder.resolve("ledger");
        ledger = new Ledger(file);
    }

    @Test
    void keepsTheFirstOfWhatIsWrittenOnce() {
        assertThat(ledger.find("a")).isEmpty();
        assertThat(ledger.once("a", "ü 1")).isEqualTo("ü 1");
        assertThat(ledger.once("a", "2")).isEqualTo("ü 1");
        ledger.replace("a", "3");

        assertThat(new Ledger(file).find("a")).contains("3");
    }

    @Test
    void forgetsALineThatACrashCutOff() throws IOException {
        ledger.once("a", "1");
        Files.writeString(file, "b\tha", StandardOpenOption.APPEND);

        assertThat(ledger.find("b")).isEmpty();
        assertThat(ledger.once("c", "3")).isEqualTo("3");
        assertThat(new Ledger(file).find("c")).contains("3");
        assertThat(new Ledger(file).find("a")).contains("1");
    }

    @Test
    void letsOneOfManyWin() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    IntStream.range(0, 20)
                            .<Callable<String>>mapToObj(i -> () -> ledger.once("k", "v" + i))
                            .toList();
            var seen = new HashSet<String>();
            for (var one : threads.invokeAll(tries)) {
                seen.add(one.get());
            }

            assertThat(seen).hasSize(1);
            assertThat(Files.readAllLines(file)).hasSize(1);
        }
    }

    @Test
    void refusesWhatWouldBreakALine() {
        assertThatThrownBy(() -> ledger.once("a", "b\nc\td"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
