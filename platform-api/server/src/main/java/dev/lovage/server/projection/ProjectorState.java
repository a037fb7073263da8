package dev.lovage.server.projection;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// What the reader of Kafka is doing, for health: written by its thread, read by others.
final class ProjectorState {
    private static final Duration STUCK = Duration.ofMinutes(3);

    private final InstantSource clock;
    private volatile @Nullable Instant turned;
    private volatile @Nullable String waiting = "not started";
    private final LongAdder fenced = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    ProjectorState(InstantSource clock) {
        this.clock = clock;
    }

    /// It goes round: nothing it waits for takes longer than a minute.
    void turned() {
        turned = clock.instant();
    }

    /// All it needs answers.
    void working() {
        waiting = null;
    }

    /// Something it needs does not answer; it goes on when that comes back.
    void waiting(String reason) {
        waiting = reason;
    }

    /// Kafka had let go of something before it was read, or has another topic than before.
    void gap() {
        gaps.increment();
    }

    void fenced() {
        fenced.increment();
    }

    void dead(int records) {
        dead.add(records);
    }

    View view() {
        var last = turned;
        return new View(
                waiting,
                fenced.sum(),
                dead.sum(),
                gaps.sum(),
                last,
                last != null && last.plus(STUCK).isBefore(clock.instant()));
    }

    /// All of it at one moment.
    ///
    /// @param waiting for what, or absent
    /// @param gaps how often Kafka had lost something before it was read
    /// @param turned when it last began a round; absent before the first
    /// @param stuck whether that was so long ago that it hangs
    record View(
            @Nullable String waiting,
            long fenced,
            long dead,
            long gaps,
            @Nullable Instant turned,
            boolean stuck) {
        boolean healthy() {
            return waiting == null && !stuck;
        }
    }
}
