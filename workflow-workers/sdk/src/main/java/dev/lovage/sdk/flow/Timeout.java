package dev.lovage.sdk.flow;

import java.time.Duration;

/// How long calls may take: `Timeout.attempt(ofSeconds(30)).total(ofMinutes(5))`.
public final class Timeout {
    /// Nothing is limited that was not.
    public static final Timeout NONE = new Timeout(Keys.NONE);

    private final Keys keys;

    private Timeout(Keys keys) {
        this.keys = keys;
    }

    Keys keys() {
        return keys;
    }

    /// One attempt.
    public static Timeout attempt(Duration time) {
        return NONE.with("attempt", time);
    }

    /// From ready to ended, with all attempts and pauses; on a container, for all that is in it.
    public Timeout total(Duration time) {
        return with("total", time);
    }

    /// Waiting for a worker.
    public Timeout queue(Duration time) {
        return with("queue", time);
    }

    /// Between two signs of life.
    public Timeout heartbeat(Duration time) {
        return with("heartbeat", time);
    }

    /// Until the task itself is told, so that it can tidy up.
    public Timeout soft(Duration time) {
        return with("soft", time);
    }

    private Timeout with(String key, Duration time) {
        return new Timeout(keys.with(key, time.toString()));
    }
}
