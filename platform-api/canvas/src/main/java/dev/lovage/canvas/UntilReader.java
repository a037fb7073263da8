package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/// Reads when a pause is over.
final class UntilReader {
    private static final Until NOW = new Until.After(Duration.ZERO);

    /// How a value with expressions in it is read.
    @FunctionalInterface
    interface Reading {
        /// Expressions are not known here: every text is data.
        Reading DATA = (fields, key) -> new Template.Literal(fields.get(key));

        Template read(Fields fields, String key);
    }

    private final Reading reading;
    private final Pauses pauses;

    UntilReader(Reading reading, Pauses pauses) {
        this.reading = reading;
        this.pauses = pauses;
    }

    /// What `wait` says, or another key in its way.
    Until pause(Fields fields, String key) {
        if (!(fields.get(key) instanceof Map)) {
            var delay = delay(fields, key);
            return delay == null ? NOW : delay;
        }
        var inner = fields.object(key);
        if (inner == null) {
            return NOW;
        }
        inner.only(Keys.WAIT, "`" + key + "`");
        if (!inner.has("until")) {
            inner.flaw(
                    "until",
                    "MISSING",
                    "`until` is missing: it holds the moment; a time from now is `%s: 10m`."
                            .formatted(key));
        }
        var moment = moment(inner, "until");
        return moment == null ? NOW : moment;
    }

    /// When a node begins.
    Options.Begin begin(Fields fields) {
        var countdown = delay(fields, "countdown");
        var eta = moment(fields, "eta");
        if (fields.has("countdown") && fields.has("eta")) {
            fields.flaw(
                    "eta",
                    "TWO_TIMES",
                    "A step begins after a `countdown` or at an `eta`: leave one out.");
        }
        var expires = fields.duration("expires", Duration.ofSeconds(1), Durations.LONGEST);
        return new Options.Begin(countdown == null ? eta : countdown, expires);
    }

    private @Nullable Until delay(Fields fields, String key) {
        if (!fields.has(key)) {
            return null;
        }
        if (fields.get(key) instanceof String) {
            var template = reading.read(fields, key);
            if (!(template instanceof Template.Literal)) {
                return new Until.Computed(template);
            }
        }
        var delay = fields.duration(key, Duration.ZERO, Durations.LONGEST);
        if (delay == null) {
            return null;
        }
        pauses.add(fields.at(key), delay);
        return new Until.After(delay);
    }

    private @Nullable Until moment(Fields fields, String key) {
        if (!fields.has(key)) {
            return null;
        }
        var template = reading.read(fields, key);
        var text = fields.get(key) instanceof String written ? written : null;
        if (text == null
                || (template instanceof Template.Literal && Timestamps.read(text) == null)) {
            fields.flaw(
                    key,
                    "TIMESTAMP",
                    "Must be a moment with its zone, as `2026-12-24T18:00:00Z`, or an expression.");
            return null;
        }
        return new Until.At(template);
    }
}
