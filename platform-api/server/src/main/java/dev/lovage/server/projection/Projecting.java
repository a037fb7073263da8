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

/// Starts what reads from Kafka once its tables and topics are there, and ends it with the api.
@Context
final class Projecting {
    private final Preparation preparation;
    private final ProjectorState runs;
    private final ProjectorState workers;
    private final ProjectorState logs;
    private final List<ConsumerLoop> loops;

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
                        .thenRun(() -> loops.forEach(ConsumerLoop::start));
    }

    /// What each of them is doing, by its name in health.
    Map<String, ProjectorState.View> views() {
        return Map.of("projection", runs.view(), "catalogue", workers.view(), "logs", logs.view());
    }

    @PreDestroy
    void close() {
        loops.forEach(ConsumerLoop::stop);
        loops.forEach(ConsumerLoop::close);
    }
}
