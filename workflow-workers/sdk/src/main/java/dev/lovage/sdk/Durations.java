package dev.lovage.sdk;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// Durations as authors write them: `30s`, `10m`, `2h`, `7d`, or ISO-8601.
final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhd])");

    private Durations() {}

    static Duration parse(String text) {
        var written = SHORT.matcher(text);
        if (written.matches()) {
            var amount = Long.parseLong(written.group(1));
            return switch (written.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration: write 30s, 10m, 2h, 7d or PT30S");
        }
    }
}
