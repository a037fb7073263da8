package dev.lovage.samples;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The totals for people, as Markdown.
final class Report {
    private Report() {}

    static String of(String folder, List<String> skip, Totals totals) {
        var rows =
                totals.suffixes().stream()
                        .map(s -> row(s.suffix().isEmpty() ? "(none)" : "`" + s.suffix() + "`", s))
                        .collect(Collectors.joining());
        var all =
                new Totals.Suffix(
                        "", totals.files(), totals.lines(), totals.words(), totals.bytes());
        return """
        # Census of `%s`

        | suffix | files | lines | words | bytes |
        |---|---:|---:|---:|---:|
        %s%s
        Left out: %s

        SHA-256 of all checksums: `%s`
        """
                .formatted(
                        folder,
                        rows,
                        row("**all**", all),
                        skip.isEmpty() ? "nothing" : String.join(", ", skip),
                        totals.sha256());
    }

    private static String row(String name, Totals.Suffix s) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d |%n",
                name,
                s.files(),
                s.lines(),
                s.words(),
                s.bytes());
    }
}
