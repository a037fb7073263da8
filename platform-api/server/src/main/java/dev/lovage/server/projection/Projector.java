package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Reads the topic of the runs for as long as it is not closed, on a thread of its own; a consumer
/// that breaks is replaced.
final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Projection projection;
    private final ProjectorState state;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    Projector(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Projection projection,
            ProjectorState state) {
        this.consumers = consumers;
        this.topic = topic;
        this.projection = projection;
        this.state = state;
        thread = Thread.ofPlatform().name("projection").unstarted(this::run);
    }

    Projector start() {
        thread.start();
        return this;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var consumer = consumers.get()) {
                current = consumer;
                read(new Reader(consumer, topic, projection, state));
            } catch (WakeupException _) {
                LOG.debug("The projection was told to end");
            } catch (RuntimeException e) { // the consumer, in whatever way it broke
                LOG.warn("The projection takes a new consumer: {}", e.getMessage());
                state.waiting("Kafka: " + e.getMessage());
                rest();
            } finally {
                current = null;
            }
        }
    }

    private void read(Reader reader) {
        reader.subscribe();
        while (closing.getCount() > 0) {
            reader.turn();
            backoff.reset();
        }
    }

    private void rest() {
        try {
            var _ = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(FAREWELL)) {
                LOG.warn("The projection did not end within {}", FAREWELL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
