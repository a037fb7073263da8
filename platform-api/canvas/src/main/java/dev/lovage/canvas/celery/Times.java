package dev.lovage.canvas.celery;

import dev.lovage.canvas.Template;
import dev.lovage.canvas.Timestamps;
import dev.lovage.canvas.Until;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// Reads times as Celery writes them: seconds, or a moment, which is in UTC unless it says
/// otherwise.
///
/// @param now when the canvas is started; absent when it is saved
record Times(@Nullable Instant now) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final double MOST = Duration.ofDays(365).toSeconds();
    private static final int MILLIS = 1000;

    /// What `countdown` and `eta` say; the former wins, as it does in Celery.
    @Nullable Until notBefore(Members options) {
        var countdown = options.number("countdown");
        if (countdown != null && countdown.doubleValue() != 0) {
            var delay = seconds(options, "countdown", Math.max(0, countdown.doubleValue()));
            return delay == null || delay.isZero() ? null : new Until.After(delay);
        }
        var eta = moment(options, "eta");
        return eta == null ? null : new Until.At(new Template.Literal(eta.toString()));
    }

    /// Counted from when the step is ready, by which it must have started.
    @Nullable Duration expires(Members options) {
        if (!options.has("expires")) {
            return null;
        }
        var left =
                options.get("expires") instanceof Number seconds
                        ? seconds(options, "expires", seconds.doubleValue())
                        : until(options, moment(options, "expires"));
        if (left != null && !left.isPositive()) {
            options.flaw("expires", "RANGE", "It has expired already.");
            return null;
        }
        return left == null || left.compareTo(LEAST) > 0 ? left : LEAST;
    }

    private @Nullable Duration until(Members options, @Nullable Instant moment) {
        if (moment == null) {
            return null;
        }
        if (now == null) {
            options.flaw(
                    "expires",
                    "TIMESTAMP",
                    "A canvas that is kept cannot expire at one moment: give seconds.");
            return null;
        }
        return Duration.between(now, moment);
    }

    /// A limit; none where it is 0, as in Celery.
    @Nullable Duration limit(Members options, String key) {
        var limit = options.number(key);
        return limit == null || limit.doubleValue() == 0
                ? null
                : seconds(options, key, limit.doubleValue());
    }

    private static @Nullable Duration seconds(Members options, String key, double seconds) {
        if (!(Math.abs(seconds) <= MOST) || (seconds < 0 && !key.equals("expires"))) {
            options.flaw(key, "RANGE", "Must be from 0 to 31536000 seconds, which is a year.");
            return null;
        }
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static @Nullable Instant moment(Members options, String key) {
        if (!options.has(key)) {
            return null;
        }
        var moment = Kombu.plain(options.get(key)) instanceof String text ? moment(text) : null;
        if (moment == null || !moment.equals(known(moment))) {
            options.flaw(
                    key, "TIMESTAMP", "Must be a moment in ISO 8601, as `2026-12-24T18:00:00Z`.");
            return null;
        }
        return moment;
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return local(text);
        }
    }

    private static @Nullable Instant local(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /// The moment, where the language can write it.
    private static @Nullable Instant known(Instant moment) {
        try {
            return Timestamps.parse(moment.toString());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
