package dev.lovage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class ReportTest {
    private static final Machine BEFORE = new Machine(2, 0.5, 1000);

    private static Report report(double syncsAfter) {
        var workload = new Workload("W9", "nothing at all", 3, 1, 1, 1.15, () -> 0, () -> 0);
        var result = new Result(workload, side(30), side(20), 0.9);
        return new Report(BEFORE, new Machine(2, 1.5, syncsAfter), 5, List.of(result));
    }

    private static Result.Side side(double p50) {
        var figure = new Figure(p50, p50 - 1, p50 + 1);
        return new Result.Side(figure, figure, figure);
    }

    private static String printed(Report report) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void putsTheFloorAndTheRatioBesideEachFigure() {
        assertThat(printed(report(1000)).lines().filter(line -> line.startsWith("W9")))
                .singleElement()
                .asString()
                .contains(
                        "nothing at all",
                        "30.0",
                        "29.0-31.0",
                        "20.0",
                        "1.50",
                        "1.15",
                        "processors 90 %");
    }

    @Test
    void saysOfADiskThatChangedThatTheFiguresSayNothing() {
        assertThat(report(1299).steady()).isTrue();
        assertThat(report(1301).steady()).isFalse();
        assertThat(report(699).steady()).isFalse();
        assertThat(printed(report(500))).contains("measure again");
    }

    @Test
    void writesTheSameForPrograms(@TempDir Path folder) throws IOException {
        var file = folder.resolve("bench.json");

        report(1000).write(file);

        var workload = new ObjectMapper().readTree(file.toFile()).path("workloads").path(0);
        assertThat(workload.path("id").asText()).isEqualTo("W9");
        assertThat(workload.path("ratio").asDouble()).isEqualTo(1.5);
        assertThat(workload.path("floor").path("p50").path("min").asDouble()).isEqualTo(19);
    }
}
