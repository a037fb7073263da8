package dev.lovage.samples;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// A folder in figures.
///
/// @param sha256 of what `sha256sum` prints for all files, sorted by path in the C locale
/// @param suffixes the largest first
record Totals(int files, long lines, long words, long bytes, String sha256, List<Suffix> suffixes) {

    /// All files of one suffix; those without one are under the empty suffix.
    record Suffix(String suffix, int files, long lines, long words, long bytes) {
        Suffix plus(Suffix other) {
            return new Suffix(
                    suffix,
                    files + other.files,
                    lines + other.lines,
                    words + other.words,
                    bytes + other.bytes);
        }
    }

    static Totals of(List<Measure> files) {
        var suffixes = new TreeMap<String, Suffix>();
        var all = new Suffix("", 0, 0, 0, 0);
        var digest = Measure.newDigest();
        for (var file : files) {
            var one = new Suffix(suffix(file.path()), 1, file.lines(), file.words(), file.bytes());
            suffixes.merge(one.suffix(), one, Suffix::plus);
            all = all.plus(one);
            digest.update(
                    (file.sha256() + "  " + file.path() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new Totals(
                all.files(),
                all.lines(),
                all.words(),
                all.bytes(),
                HexFormat.of().formatHex(digest.digest()),
                suffixes.values().stream()
                        .sorted(Comparator.comparingLong(Suffix::bytes).reversed())
                        .toList());
    }

    /// `.java`; of `.gitignore` and `LICENSE` none.
    static String suffix(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }
}
