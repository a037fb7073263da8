package dev.lovage.worker.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long a server asks to be left alone, by the header `Retry-After`.
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// In seconds or as a date; an hour at most. Nothing where it is neither, or over.
    public static Optional<Duration> of(String header) {
        return read(header.strip())
                .filter(Duration::isPositive)
                .map(pause -> pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }

    private static Optional<Duration> read(String text) {
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(Clock.systemUTC().instant(), date.toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
