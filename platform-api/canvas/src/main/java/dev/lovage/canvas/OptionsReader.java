package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Reads where, how urgently and how persistently calls run.
final class OptionsReader {
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final int MOST_ATTEMPTS = 10_000;
    private static final double LARGEST_FACTOR = 100;
    static final int MOST_CODES = 50;
    static final Names.Rule CODE =
            new Names.Rule("[A-Za-z_][A-Za-z0-9_.$:-]{0,199}", "an error code or type");

    private OptionsReader() {}

    /// @param total whether a time-out for the whole has a meaning here
    static Options read(Fields fields, boolean total) {
        return new Options(
                        fields.name("queue", Names.QUEUE),
                        fields.whole("priority", 1, 5),
                        retry(fields.object("retry")),
                        timeouts(fields.object("timeout"), total))
                .inline(fields.flag("inline"));
    }

    private static Options.Retry retry(@Nullable Fields retry) {
        if (retry == null) {
            return Options.Retry.NONE;
        }
        retry.only(Keys.RETRY, "`retry`");
        return new Options.Retry(
                retry.whole("attempts", 1, MOST_ATTEMPTS),
                retry.duration("backoff", Duration.ZERO, Durations.LONGEST),
                retry.number("factor", 1, LARGEST_FACTOR),
                retry.duration("max", Duration.ZERO, Durations.LONGEST),
                retry.choice("jitter", Options.Jitter.class),
                retry.texts("on", CODE, MOST_CODES),
                retry.texts("never", CODE, MOST_CODES),
                retry.choice("onLost", Options.OnLost.class));
    }

    private static Options.Timeouts timeouts(@Nullable Fields timeout, boolean total) {
        if (timeout == null) {
            return Options.Timeouts.NONE;
        }
        timeout.only(Keys.TIMEOUT, "`timeout`");
        if (timeout.has("total") && !total) {
            timeout.flaw(
                    "total",
                    "UNKNOWN_KEY",
                    "`total` is not handed down: write it on the node it is for, or `runTimeout`.");
        }
        return new Options.Timeouts(
                timeout.duration("attempt", INSTANT, Durations.LONGEST),
                timeout.duration("queue", INSTANT, Durations.LONGEST),
                timeout.duration("total", INSTANT, Durations.LONGEST),
                timeout.duration("heartbeat", INSTANT, Durations.LONGEST),
                timeout.duration("soft", INSTANT, Durations.LONGEST));
    }

    /// How the members of a group or map run.
    static Canvas.Fan fan(Fields fields) {
        var concurrency = fields.whole("concurrency", 1, Canvas.Fan.DEFAULT_CONCURRENCY);
        var policy = fields.choice("policy", Canvas.Policy.class);
        return new Canvas.Fan(
                concurrency == null ? Canvas.Fan.DEFAULT_CONCURRENCY : concurrency,
                policy == null ? Canvas.Policy.WAIT : policy);
    }
}
