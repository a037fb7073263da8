package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Where, when, how urgently and how persistently a call runs. What is absent is inherited from the
/// container, then the definition, then the task itself, then [#PLATFORM].
///
/// @param priority 1 (first) to 5
/// @param begin the node's own, never handed down
/// @param inline of a task: it is short and repeatable, and may run in the worker that interprets
///   the run; of a node, never handed down: whether it shall
public record Options(
        @Nullable String queue,
        @Nullable Integer priority,
        Retry retry,
        Timeouts timeout,
        Begin begin,
        @Nullable Boolean inline) {
    public static final Options NONE = new Options(null, null, Retry.NONE, Timeouts.NONE);

    /// What holds where nobody said otherwise. The queue has no such default: it is the run's own.
    public static final Options PLATFORM =
            new Options(
                    null,
                    3,
                    new Retry(
                            1,
                            Duration.ofSeconds(1),
                            2.0,
                            Duration.ofMinutes(5),
                            Jitter.NONE,
                            List.of(),
                            List.of(),
                            OnLost.AGAIN),
                    new Timeouts(
                            Duration.ofHours(24),
                            Duration.ofHours(24),
                            null,
                            Duration.ofSeconds(30),
                            null));

    /// Options that say nothing about when to begin.
    public Options(
            @Nullable String queue, @Nullable Integer priority, Retry retry, Timeouts timeout) {
        this(queue, priority, retry, timeout, Begin.NONE, null);
    }

    /// These options, with what they leave open taken from `defaults`, key by key.
    public Options over(Options defaults) {
        return new Options(
                or(queue, defaults.queue),
                or(priority, defaults.priority),
                retry.over(defaults.retry),
                timeout.over(defaults.timeout),
                begin,
                inline);
    }

    Options beginning(Begin other) {
        return new Options(queue, priority, retry, timeout, other, inline);
    }

    Options inline(@Nullable Boolean other) {
        return new Options(queue, priority, retry, timeout, begin, other);
    }

    /// When a node begins.
    ///
    /// @param notBefore the `countdown` or `eta`, counted from when it became ready
    /// @param expires of a call: not started so long after it became ready, it ends EXPIRED
    public record Begin(@Nullable Until notBefore, @Nullable Duration expires) {
        public static final Begin NONE = new Begin(null, null);
    }

    /// How often and when a failed call is tried again. `attempts` counts the first one; `on` and
    /// `never` name error codes or types, `null` when the key is absent.
    public record Retry(
            @Nullable Integer attempts,
            @Nullable Duration backoff,
            @Nullable Double factor,
            @Nullable Duration max,
            @Nullable Jitter jitter,
            @Nullable List<String> on,
            @Nullable List<String> never,
            @Nullable OnLost onLost) {
        public static final Retry NONE = new Retry(null, null, null, null, null, null, null, null);

        public Retry {
            on = on == null ? null : List.copyOf(on);
            never = never == null ? null : List.copyOf(never);
        }

        Retry over(Retry defaults) {
            return new Retry(
                    or(attempts, defaults.attempts),
                    or(backoff, defaults.backoff),
                    or(factor, defaults.factor),
                    or(max, defaults.max),
                    or(jitter, defaults.jitter),
                    or(on, defaults.on),
                    or(never, defaults.never),
                    or(onLost, defaults.onLost));
        }
    }

    /// How chance spreads the back-off: not at all, over all of it, or over its upper half.
    public enum Jitter {
        NONE,
        FULL,
        EQUAL
    }

    /// What happens to a call whose worker was lost.
    public enum OnLost {
        AGAIN,
        FAIL
    }

    /// How long a call may take: one attempt, waiting in the queue, all in all, between two
    /// heartbeats, and until the task itself is told.
    public record Timeouts(
            @Nullable Duration attempt,
            @Nullable Duration queue,
            @Nullable Duration total,
            @Nullable Duration heartbeat,
            @Nullable Duration soft) {
        public static final Timeouts NONE = new Timeouts(null, null, null, null, null);

        /// `total` is the node's own and is not handed down.
        Timeouts over(Timeouts defaults) {
            return new Timeouts(
                    or(attempt, defaults.attempt),
                    or(queue, defaults.queue),
                    total,
                    or(heartbeat, defaults.heartbeat),
                    or(soft, defaults.soft));
        }
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T inherited) {
        return own != null ? own : inherited;
    }
}
