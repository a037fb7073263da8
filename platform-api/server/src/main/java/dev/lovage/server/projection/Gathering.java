package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hands on what comes after a while of quiet at once, and what comes sooner together with all that
/// comes until then: few writes when there is much, and no waiting for what is alone.
final class Gathering {
    private final Consumer<byte[], byte[]> consumer;
    private final Pace pace;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> held =
            new LinkedHashMap<>();
    private int count;
    private long last;

    Gathering(Consumer<byte[], byte[]> consumer, Pace pace) {
        this.consumer = consumer;
        this.pace = pace;
        last = pace.now() - pace.apart().toNanos();
    }

    /// What has come, of each partition in order.
    ///
    /// @param patience with the first of it
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> next(Duration patience) {
        boolean more = hold(patience);
        var left = pace.left(last);
        while (more && count > 0 && count < Consumers.BATCH && left.isPositive()) {
            more = hold(left);
            left = pace.left(last);
        }
        var all = new LinkedHashMap<>(held);
        if (count > 0) {
            last = pace.now();
            forgetAll();
        }
        return all;
    }

    /// False when a partition has to be seen to first, of which the next turn tells again.
    private boolean hold(Duration patience) {
        try {
            for (var record : consumer.poll(patience)) {
                var partition = new TopicPartition(record.topic(), record.partition());
                held.computeIfAbsent(partition, _ -> new ArrayList<>()).add(record);
                count++;
            }
            return true;
        } catch (OffsetOutOfRangeException e) {
            if (count == 0) {
                throw e;
            }
            return false;
        }
    }

    /// These are read by someone else, or from elsewhere.
    void forget(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var gone = held.remove(partition);
            count -= gone == null ? 0 : gone.size();
        }
    }

    /// All of it is read once more.
    void forgetAll() {
        held.clear();
        count = 0;
    }
}
