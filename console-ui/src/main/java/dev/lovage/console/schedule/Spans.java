package dev.lovage.console.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time as people write them: `30s`, `10m`, `2h`, `7d`, `1h30m`, or ISO-8601.
final class Spans {
    private static final Pattern BRIEF =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,7})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");

    private Spans() {}

    static Optional<Duration> read(String text) {
        var brief = BRIEF.matcher(text.replace(" ", ""));
        if (brief.matches() && !text.isBlank()) {
            return Optional.of(
                    Duration.ofDays(number(brief.group(1)))
                            .plusHours(number(brief.group(2)))
                            .plusMinutes(number(brief.group(3)))
                            .plusSeconds(number(brief.group(4))));
        }
        try {
            return Optional.of(Duration.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static String write(Duration span) {
        var text = new StringBuilder();
        append(text, span.toDays(), "d");
        append(text, span.toHoursPart(), "h");
        append(text, span.toMinutesPart(), "m");
        append(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
