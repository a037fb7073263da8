package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/// Takes what workers say of themselves and of what they do. It is said again, or soon out of date:
/// positions are not kept, and what cannot be read is left out.
///
/// @param <T> what a record says
final class TelemetryReader<T> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Gathering gathering;
    private final Function<CloudEvent, T> codec;
    private final java.util.function.Consumer<List<T>> taker;
    private final ProjectorState state;

    private TelemetryReader(
            Gathering gathering,
            Function<CloudEvent, T> codec,
            java.util.function.Consumer<List<T>> taker,
            ProjectorState state) {
        this.gathering = gathering;
        this.codec = codec;
        this.taker = taker;
        this.state = state;
    }

    /// @param codec throws for what it cannot read
    /// @param taker is given what was said, in order, and once a second nothing
    static <T> TelemetryReader<T> of(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Function<CloudEvent, T> codec,
            java.util.function.Consumer<List<T>> taker,
            ProjectorState state,
            Pace pace) {
        consumer.subscribe(List.of(topic));
        return new TelemetryReader<>(new Gathering(consumer, pace), codec, taker, state);
    }

    @Override
    public void run() {
        state.turned();
        var said = new ArrayList<T>();
        gathering.next(POLL).values().forEach(records -> records.forEach(r -> read(r, said)));
        taker.accept(said);
        state.working();
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<T> into) {
        if (record.value() == null) {
            return;
        }
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            into.add(codec.apply(CloudEvent.of(headers, record.value())));
        } catch (RuntimeException e) { // whatever the bytes do to the reader
            LOG.warn(
                    "Left out {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
