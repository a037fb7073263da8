package dev.lovage.server.projection;

import dev.lovage.server.Database;
import dev.lovage.server.Settings;

import org.apache.kafka.clients.consumer.Consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// A node that follows a topic of a test's own.
public final class Following implements AutoCloseable {
    /// As the api has it without being told otherwise.
    static final Pace PACE = Pace.of(Duration.ofMillis(50));

    private final ProjectorState state;
    private final TopicIds ids;
    private final ConsumerLoop loop;

    public Following(Database database, Settings.Kafka kafka) {
        this(
                new Projection(database, Clock.systemUTC(), _ -> {}),
                kafka,
                () -> Consumers.ofRuns(kafka));
    }

    Following(
            Destination destination,
            Settings.Kafka kafka,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this(destination, kafka, consumers, new ProjectorState(Clock.systemUTC()));
    }

    Following(
            Destination destination,
            Settings.Kafka kafka,
            Supplier<Consumer<byte[], byte[]>> consumers,
            ProjectorState state) {
        this.state = state;
        ids = new TopicIds(kafka, Reader.ANSWER);
        loop =
                new ConsumerLoop(
                        "projection",
                        consumers,
                        consumer ->
                                Reader.of(
                                        consumer,
                                        () -> ids.of(kafka.topic("runs")),
                                        destination,
                                        state,
                                        PACE),
                        state);
        loop.start();
    }

    public long gaps() {
        return state.view().gaps();
    }

    long dead() {
        return state.view().dead();
    }

    long fenced() {
        return state.view().fenced();
    }

    @Override
    public void close() {
        loop.close();
        ids.close();
    }
}
