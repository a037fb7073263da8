package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Map;

/// How a reader rests before its next try: longer each time, until one works.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    /// Waits as a member of the group, then goes back to what was not stored.
    void rest(Consumer<?, ?> consumer, Map<TopicPartition, Long> positions) {
        consumer.pause(consumer.assignment());
        consumer.poll(next());
        positions.forEach(consumer::seek);
        consumer.resume(positions.keySet());
    }

    Duration next() {
        var now = next;
        var doubled = now.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return now;
    }

    void reset() {
        next = FIRST;
    }
}
