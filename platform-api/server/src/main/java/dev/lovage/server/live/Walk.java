package dev.lovage.server.live;

import dev.lovage.events.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// A follower's way through the past.
final class Walk implements KafkaLog.Line {
    private final Follower follower;
    private Positions at;

    Walk(Follower follower, Positions from) {
        this.follower = follower;
        this.at = from;
    }

    @Override
    public void at(int partition, long next, Supplier<@Nullable RunEvent> event)
            throws InterruptedException {
        at = at.with(partition, next);
        var read = event.get();
        if (read != null) {
            follower.past(new Told(read, at));
        }
    }
}
