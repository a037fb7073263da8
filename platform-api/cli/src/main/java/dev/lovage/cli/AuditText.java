package dev.lovage.cli;

import dev.lovage.client.AuditEntry;
import dev.lovage.client.Page;
import dev.lovage.local.Harmless;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The audit for people.
final class AuditText {
    private AuditText() {}

    /// A line for each, in columns.
    static String list(Page<AuditEntry> page) {
        List<List<String>> rows = page.items().stream().map(AuditText::cells).toList();
        String more =
                page.nextPageToken() == null ? "" : "There are more." + System.lineSeparator();
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        List<Integer> widths =
                IntStream.range(0, columns).mapToObj(column -> widest(rows, column)).toList();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining()) + more;
    }

    private static List<String> cells(AuditEntry entry) {
        String reason = entry.reason() == null ? "" : entry.reason();
        return List.of(
                entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.outcome().name(),
                Harmless.text(entry.by()),
                Harmless.text(entry.action()),
                Harmless.text(entry.subject()),
                Harmless.text(reason));
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                        .mapToObj(column -> pad(row.get(column), widths.get(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
