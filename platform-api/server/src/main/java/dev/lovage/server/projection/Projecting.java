package dev.lovage.server.projection;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.log.LogLines;
import dev.lovage.server.task.Announcements;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Starts what reads from Kafka once its tables and topics are there, and ends it with the api.
@Context
final class Projecting {
    private final Preparation preparation;
    private final ProjectorState runs;
    private final ProjectorState workers;
    private final ProjectorState logs;
    private final List<ConsumerLoop> loops;
    private final Revival revival;

    Projecting(
            Background database,
            Announcements announcements,
            LogLines lines,
            Settings.Kafka kafka,
            Preparation preparation,
            RunMetrics metrics,
            Clock clock) {
        this.preparation = preparation;
        runs = new ProjectorState(clock);
        workers = new ProjectorState(clock);
        logs = new ProjectorState(clock);
        var projection = new Projection(database, clock, metrics);
        var logged = new LogProjection(database, lines);
        revival = new Revival(database, kafka.topic("runs"), projection);
        loops =
                List.of(
                        new ConsumerLoop(
                                "projection",
                                () -> Consumers.ofRuns(kafka),
                                c -> Reader.of(c, kafka.topic("runs"), projection, runs),
                                runs),
                        new ConsumerLoop(
                                "catalogue",
                                () -> Consumers.ofWorkers(kafka),
                                c ->
                                        CatalogueReader.of(
                                                c, kafka.topic("workers"), announcements, workers),
                                workers),
                        new ConsumerLoop(
                                "logs",
                                () -> Consumers.ofLogs(kafka),
                                c -> LogReader.of(c, kafka.topic("logs"), logged, logs),
                                logs));
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
        return Map.of("projection", runs, "catalogue", workers, "logs", logs);
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
    }
}
