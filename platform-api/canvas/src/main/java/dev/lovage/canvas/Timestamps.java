package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// Moments as people write them: ISO-8601 with a zone or offset, `2026-12-24T18:00:00Z`.
public final class Timestamps {
    private static final Pattern FORM =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
                            + "(Z|[+-][0-9]{2}:[0-9]{2})");

    private Timestamps() {}

    /// Reads a moment.
    ///
    /// @throws IllegalArgumentException when the text is none; the message says how to write one
    public static Instant parse(String text) {
        var moment = read(text);
        if (moment == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no timestamp: write 2026-12-24T18:00:00Z");
        }
        return moment;
    }

    /// `null` when the text is no timestamp.
    static @Nullable Instant read(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
