package dev.lovage.server.projection;

import dev.lovage.events.EventCodec;
import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.log.LogLines;
import dev.lovage.server.task.Announcements;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.apache.kafka.clients.consumer.Consumer;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Starts what reads from Kafka once its tables and topics are there, and ends it with the api.
@Context
final class Projecting {
    private final Preparation preparation;
    private final Clock clock;
    private final Map<String, ProjectorState> states = new TreeMap<>();
    private final List<ConsumerLoop> loops;
    private final TopicIds ids;
    private final Revival revival;

    Projecting(
            Background database,
            Announcements announcements,
            LogLines lines,
            Settings.Kafka kafka,
            Settings.Projection settings,
            Preparation preparation,
            RunMetrics metrics,
            Clock clock) {
        this.preparation = preparation;
        this.clock = clock;
        ids = new TopicIds(kafka, Reader.ANSWER);
        var pace = Pace.of(settings.gather());
        var projection = new Projection(database, clock, metrics);
        var logged = new LogProjection(database, lines, clock);
        revival = new Revival(database, kafka.topic("runs"), projection);
        var attempts = new AttemptProjection(database, clock);
        loops =
                List.of(
                        loop(
                                "projection",
                                () -> Consumers.ofRuns(kafka),
                                (c, state) ->
                                        Reader.of(
                                                c,
                                                () -> ids.of(kafka.topic("runs")),
                                                projection,
                                                state,
                                                pace)),
                        loop(
                                "logs",
                                () -> Consumers.ofLogs(kafka),
                                (c, state) ->
                                        Reader.of(
                                                c,
                                                () -> ids.of(kafka.topic("logs")),
                                                logged,
                                                state,
                                                pace)),
                        loop(
                                "catalogue",
                                () -> Consumers.ofWorkers(kafka),
                                (c, state) ->
                                        TelemetryReader.of(
                                                c,
                                                kafka.topic("workers"),
                                                EventCodec::decodeWorker,
                                                announcements::add,
                                                state,
                                                pace)),
                        loop(
                                "attempts",
                                () -> Consumers.ofAttempts(kafka),
                                (c, state) ->
                                        TelemetryReader.of(
                                                c,
                                                kafka.topic("attempts"),
                                                EventCodec::decodeAttempt,
                                                attempts::add,
                                                state,
                                                pace)));
    }

    /// @param name of the thread, and in health
    private ConsumerLoop loop(
            String name,
            Supplier<Consumer<byte[], byte[]>> consumers,
            BiFunction<Consumer<byte[], byte[]>, ProjectorState, Runnable> readers) {
        var state = new ProjectorState(clock);
        states.put(name, state);
        return new ConsumerLoop(name, consumers, c -> readers.apply(c, state), state);
    }

    @PostConstruct
    void start() {
        var _ =
                CompletableFuture.allOf(preparation.when("postgresql"), preparation.when("kafka"))
                        .thenRun(() -> {
                            loops.forEach(ConsumerLoop::start);
                            revival.start();
                        });
    }

    /// What brings records back that could not be read.
    Revival revival() {
        return revival;
    }

    /// What each of them is doing, by its name in health.
    Map<String, ProjectorState> states() {
        return Map.copyOf(states);
    }

    Map<String, ProjectorState.View> views() {
        return states().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().view()));
    }

    @PreDestroy
    void close() {
        revival.close();
        loops.forEach(ConsumerLoop::stop);
        loops.forEach(ConsumerLoop::close);
        ids.close();
    }
}
