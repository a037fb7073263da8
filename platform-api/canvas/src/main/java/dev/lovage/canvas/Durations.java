package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/// Durations as people write them: `30s`, `10m`, `2h`, `7d`, or ISO-8601.
public final class Durations {
    static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("d", 86_400),
                    new Unit("h", 3_600),
                    new Unit("m", 60),
                    new Unit("s", 1));

    private Durations() {}

    /// Reads a duration.
    ///
    /// @throws IllegalArgumentException when the text is no duration; the message says how to write
    ///   one
    public static Duration parse(String text) {
        var duration = read(text);
        if (duration == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration: write 30s, 10m, 2h, 7d or PT30S");
        }
        return duration;
    }

    /// `null` when the text is no duration.
    static @Nullable Duration read(String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            return Duration.ofSeconds(Long.parseLong(match.group(1)) * seconds(match.group(2)));
        }
        try {
            return text.startsWith("P") || text.startsWith("-P") ? Duration.parse(text) : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /// In the largest unit that holds it whole, else ISO-8601.
    static String write(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds >= 0 && duration.equals(Duration.ofSeconds(seconds))) {
            for (var unit : UNITS) {
                if (seconds % unit.seconds == 0 && (seconds > 0 || unit.seconds == 1)) {
                    return seconds / unit.seconds + unit.letter;
                }
            }
        }
        return duration.toString();
    }

    private static long seconds(String letter) {
        return UNITS.stream()
                .filter(unit -> unit.letter.equals(letter))
                .findFirst()
                .orElseThrow()
                .seconds;
    }

    private record Unit(String letter, long seconds) {}
}
