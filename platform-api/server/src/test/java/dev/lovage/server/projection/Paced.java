package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A consumer that hands on each record when it is due, by a clock that moves only while someone
/// waits for records: what comes together is the same on every machine.
final class Paced {
    private final Consumer<byte[], byte[]> source;
    private final List<Duration> due;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private Runnable assigned = () -> {};
    private long now;
    private int next;

    /// @param source of as many records as are due
    /// @param due since the beginning, of the first records of all partitions, then of the second
    Paced(Consumer<byte[], byte[]> source, List<Duration> due) {
        this.source = source;
        this.due = List.copyOf(due);
    }

    /// Of records that are here already.
    static Paced of(
            Consumer<byte[], byte[]> source,
            List<ConsumerRecord<byte[], byte[]>> records,
            List<Duration> due) {
        var paced = new Paced(source, due);
        paced.records.addAll(records);
        return paced;
    }

    /// One for each record, one after the other.
    static List<Duration> every(Duration apart, int records) {
        var due = new ArrayList<Duration>();
        for (int i = 0; i < records; i++) {
            due.add(apart.multipliedBy(i));
        }
        return due;
    }

    long nanos() {
        return now;
    }

    /// Whether all were handed on.
    boolean isOver() {
        return next == due.size();
    }

    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> consumer() {
        return (Consumer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Consumer.class},
                        (_, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("poll")) {
            return poll((Duration) arguments[0]);
        }
        if (method.getName().equals("subscribe") && arguments.length == 2) {
            assign((Collection<?>) arguments[0], (ConsumerRebalanceListener) arguments[1]);
            return null;
        }
        try {
            return method.invoke(source, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// All partitions, and no group that could take them away from a machine that is slow.
    private void assign(Collection<?> topics, ConsumerRebalanceListener listener) {
        var partitions =
                topics.stream()
                        .flatMap(topic -> source.partitionsFor((String) topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        assigned =
                () -> {
                    source.assign(partitions);
                    listener.onPartitionsAssigned(partitions);
                };
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        assigned.run();
        assigned = () -> {};
        if (records.size() < due.size()) {
            source.poll(patience).forEach(records::add);
            records.sort(Comparator.comparingLong(ConsumerRecord::offset)); // of each in turn
            return ConsumerRecords.empty();
        }
        return arrived(patience);
    }

    private ConsumerRecords<byte[], byte[]> arrived(Duration patience) {
        long until = now + patience.toNanos();
        now = isOver() ? until : Math.clamp(due.get(next).toNanos(), now, until);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> arrived = new LinkedHashMap<>();
        for (; !isOver() && due.get(next).toNanos() <= now; next++) {
            var record = records.get(next);
            arrived.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()),
                            _ -> new ArrayList<>())
                    .add(record);
        }
        return new ConsumerRecords<>(arrived, Map.of());
    }
}
