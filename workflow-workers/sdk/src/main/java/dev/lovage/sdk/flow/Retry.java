package dev.lovage.sdk.flow;

import dev.lovage.canvas.Options.Jitter;
import dev.lovage.canvas.Options.OnLost;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How often and when a failed call is tried again: `Retry.attempts(3).backoff(ofSeconds(1))`.
public final class Retry {
    private final Keys keys;

    private Retry(Keys keys) {
        this.keys = keys;
    }

    Keys keys() {
        return keys;
    }

    /// So often in all, the first time included.
    public static Retry attempts(int attempts) {
        return new Retry(Keys.of("attempts", (long) attempts));
    }

    /// The pause after the first attempt.
    public Retry backoff(Duration pause) {
        return with("backoff", pause.toString());
    }

    /// How much longer each further pause is; 2 where nothing is said.
    public Retry factor(double factor) {
        return with("factor", factor);
    }

    /// The longest pause.
    public Retry max(Duration pause) {
        return with("max", pause.toString());
    }

    /// How chance spreads the pauses.
    public Retry jitter(Jitter jitter) {
        return with("jitter", jitter.name().toLowerCase(Locale.ROOT));
    }

    /// Only after failures of these codes or types.
    public Retry on(String... codes) {
        return with("on", List.of(codes));
    }

    /// Never after failures of these codes or types.
    public Retry never(String... codes) {
        return with("never", List.of(codes));
    }

    /// What happens when the worker is lost; `AGAIN` where nothing is said.
    public Retry onLost(OnLost what) {
        return with("onLost", what.name().toLowerCase(Locale.ROOT));
    }

    private Retry with(String key, Object value) {
        return new Retry(keys.with(key, value));
    }
}
