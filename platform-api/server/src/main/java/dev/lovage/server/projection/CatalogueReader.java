package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.UnreadableEventException;
import dev.lovage.events.WorkerSeen;
import dev.lovage.server.task.Announcements;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Takes the workers' announcements into the catalogue. Each worker repeats its own every ten
/// seconds, so positions are not kept, and what cannot be read is left out.
final class CatalogueReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Announcements announcements;
    private final ProjectorState state;

    private CatalogueReader(
            Consumer<byte[], byte[]> consumer, Announcements announcements, ProjectorState state) {
        this.consumer = consumer;
        this.announcements = announcements;
        this.state = state;
    }

    static CatalogueReader of(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Announcements announcements,
            ProjectorState state) {
        consumer.subscribe(List.of(topic));
        return new CatalogueReader(consumer, announcements, state);
    }

    @Override
    public void run() {
        state.turned();
        var announced = new ArrayList<WorkerSeen>();
        for (var record : consumer.poll(POLL)) {
            read(record, announced);
        }
        announcements.add(announced);
        state.working();
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, List<WorkerSeen> into) {
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        if (record.value() == null) {
            return;
        }
        try {
            into.add(EventCodec.decodeWorker(CloudEvent.of(headers, record.value())));
        } catch (UnreadableEventException e) {
            LOG.warn(
                    "Left out {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
