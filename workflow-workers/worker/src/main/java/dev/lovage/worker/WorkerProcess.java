package dev.lovage.worker;

import dev.lovage.engine.Engine;
import dev.lovage.engine.EngineOptions;
import dev.lovage.worker.log.TaskLogs;

import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The life of the worker: waits until Temporal is there, serves, tells so every ten seconds, and
/// lets end what runs when it is told to stop.
@Context
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final EngineOptions options;
    private final TemporalProbe temporal;
    private final Announcer announcer;
    private final TaskLogs logs;
    private final AttemptTelemetry attempts;
    private final OutboxMetrics outbox;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread life = Thread.ofPlatform().name("worker").unstarted(this::live);
    private volatile Condition condition = new Condition.Waiting("The worker is starting");

    WorkerProcess(
            EngineOptions options,
            TemporalProbe temporal,
            Announcer announcer,
            TaskLogs logs,
            AttemptTelemetry attempts,
            OutboxMetrics outbox) {
        this.options = options;
        this.temporal = temporal;
        this.announcer = announcer;
        this.logs = logs;
        this.attempts = attempts;
        this.outbox = outbox;
    }

    Condition condition() {
        return condition;
    }

    /// Whether its own thread still does its work, or has ended as it was told to.
    boolean alive() {
        return life.isAlive() || life.getState() == Thread.State.NEW || stopping.getCount() == 0;
    }

    @EventListener
    void begin(ServerStartupEvent started) {
        life.start();
    }

    /// Returns when everything that ran has ended, or was interrupted after the grace.
    @PreDestroy
    void stop() throws InterruptedException {
        condition = new Condition.Stopping();
        stopping.countDown();
        life.join();
        logs.close();
    }

    private void live() {
        var pause = FIRST_PAUSE;
        while (!told(Duration.ZERO)) {
            var trouble = temporal.trouble().or(this::serve);
            if (trouble.isEmpty()) {
                return;
            }
            wait(trouble.get(), pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private void wait(String reason, Duration pause) {
        condition = new Condition.Waiting(reason);
        LOG.warn("{}. Next try in {} s", reason, pause.toSeconds());
        told(pause);
    }

    /// Serves until told to stop.
    ///
    /// @return why it could not begin; empty once it has served
    private Optional<String> serve() {
        try (var engine = new Engine(options)) {
            attempts.by(engine.publisher());
            outbox.watch(engine.outbox());
            engine.start();
            LOG.info("Serving {} as {}", options.queues(), options.temporal().identity());
            do {
                announcer.here(engine.publisher());
                condition =
                        temporal.trouble()
                                .<Condition>map(Condition.Waiting::new)
                                .orElseGet(Condition.Serving::new);
            } while (!told(BEAT));
            condition = new Condition.Stopping();
            LOG.info("Stopping: running tasks have {} s", options.stopGrace().toSeconds());
            announcer.gone(engine.publisher());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("The engine did not start", e);
            return Optional.of("The engine did not start: " + e.getMessage());
        }
    }

    private boolean told(Duration within) {
        try {
            return stopping.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
