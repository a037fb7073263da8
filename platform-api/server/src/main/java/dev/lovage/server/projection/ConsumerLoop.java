package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads from Kafka for as long as it is not closed, on a thread of its own; a consumer that breaks
/// is replaced.
final class ConsumerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Function<Consumer<byte[], byte[]>, Runnable> readers;
    private final ProjectorState state;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /// @param readers gives what reads from a consumer, once each time it is run
    ConsumerLoop(
            String name,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Function<Consumer<byte[], byte[]>, Runnable> readers,
            ProjectorState state) {
        this.consumers = consumers;
        this.readers = readers;
        this.state = state;
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            state.turned();
            try (var consumer = new Lent(consumers.get())) {
                current = consumer.it();
                read(readers.apply(consumer.it()));
            } catch (WakeupException _) {
                LOG.debug("{} was told to end", thread.getName());
            } catch (RuntimeException e) { // the consumer, in whatever way it broke
                LOG.warn("{} takes a new consumer: {}", thread.getName(), e.getMessage());
                state.waiting("Kafka: " + e.getMessage());
                rest();
            } finally {
                current = null;
            }
        }
    }

    private void read(Runnable reader) {
        while (closing.getCount() > 0) {
            reader.run();
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

    /// A consumer that leaves its group within a moment, also when no broker answers.
    private record Lent(Consumer<byte[], byte[]> it) implements AutoCloseable {
        @Override
        public void close() {
            it.close(CloseOptions.timeout(LEAVE));
        }
    }

    /// Asks it to end, and does not wait for that.
    void stop() {
        closing.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            if (thread.isAlive() && !thread.join(FAREWELL)) {
                LOG.warn("{} did not end within {}", thread.getName(), FAREWELL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
