package dev.lovage.bench;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// All figures of one go: a table for people, JSON for programs.
record Report(Machine before, Machine after, int repetitions, List<Result> results) {
    /// A disk that changes this much while it is measured says nothing.
    private static final double DRIFT = 0.30;

    private static final String ROW = "%-3s %-44s %3s %8s %17s %8s %8s %17s %8s %6s %6s  %s%n";

    Report {
        results = List.copyOf(results);
    }

    /// Whether the disk stayed the same while it was measured.
    boolean steady() {
        return Math.abs(after.syncs() - before.syncs()) <= DRIFT * before.syncs();
    }

    void print(PrintStream out) {
        out.printf("before: %s; after: %s%n", before, after);
        out.printf("median of %d repetitions, in ms; floor: by hand, on the SDK%n%n", repetitions);
        out.printf(
                ROW,
                "",
                "",
                "cli",
                "ours p50",
                "min-max",
                "p99",
                "floor",
                "min-max",
                "p99",
                "×",
                "reach",
                "limit");
        for (var result : results) {
            var workload = result.workload();
            out.printf(
                    ROW,
                    workload.id(),
                    workload.title(),
                    workload.clients(),
                    ms(result.ours().p50().median()),
                    range(result.ours().p50()),
                    ms(result.ours().p99().median()),
                    ms(result.floor().p50().median()),
                    range(result.floor().p50()),
                    ms(result.floor().p99().median()),
                    String.format(Locale.ROOT, "%.2f", result.ratio()),
                    String.format(Locale.ROOT, "%.2f", workload.reach()),
                    result.limit() + String.format(Locale.ROOT, " %.0f %%", 100 * result.busy()));
        }
        out.println(
                "\nlimit: how busy the processors were, with all that runs on this machine;"
                        + " below 85 % the disk and the round trips decide.");
        if (!steady()) {
            out.println("\nThe disk changed by more than 30 % meanwhile: measure again.");
        }
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }

    private static String range(Figure figure) {
        return ms(figure.min()) + "-" + ms(figure.max());
    }

    void write(Path file) throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        file.toFile(), new Written(before, after, repetitions, steady(), rows()));
    }

    private List<Row> rows() {
        return results.stream()
                .map(result ->
                        new Row(
                                result.workload().id(),
                                result.workload().title(),
                                result.workload().clients(),
                                result.workload().reach(),
                                result.ratio(),
                                result.limit(),
                                result.busy(),
                                result.ours(),
                                result.floor()))
                .toList();
    }

    /// The form in the file.
    record Written(
            Machine before, Machine after, int repetitions, boolean steady, List<Row> workloads) {}

    /// One workload in the file; times in ms.
    record Row(
            String id,
            String title,
            int clients,
            double reach,
            double ratio,
            String limit,
            double busy,
            Result.Side ours,
            Result.Side floor) {}
}
