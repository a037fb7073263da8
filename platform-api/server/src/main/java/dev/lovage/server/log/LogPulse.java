package dev.lovage.server.log;

import dev.lovage.server.Settings;

import jakarta.inject.Singleton;

import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Tells followers whether there may be new lines of their run. PostgreSQL is asked a few times a
/// second, however many follow.
@Singleton
final class LogPulse {
    static final Duration BEAT = Duration.ofMillis(250);

    private final LogTable table;
    private final String topic;
    private Map<Integer, Long> offsets = Map.of();
    private long asked;

    LogPulse(LogTable table, Settings.Kafka kafka) {
        this.table = table;
        this.topic = kafka.topic("logs");
    }

    /// A number that changes whenever lines of this run were stored.
    synchronized long of(String run) {
        if (offsets.isEmpty() || System.nanoTime() - asked >= BEAT.toNanos()) {
            offsets = table.offsets(topic);
            asked = System.nanoTime();
        }
        return offsets.isEmpty() ? -1 : offsets.getOrDefault(partition(run), -1L);
    }

    /// As Kafka's producers do.
    private int partition(String run) {
        var key = run.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % offsets.size();
    }
}
