package dev.lovage.server.live;

import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Follows the read model on this node: whatever it has committed is read from Kafka, and told.
@Context
final class Live {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Settings.Kafka kafka;
    private final Preparation preparation;
    private final Hub hub = new Hub();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final List<Thread> threads;
    private @Nullable Positions projected;

    Live(Settings.Postgres postgres, Settings.Kafka kafka, Preparation preparation, Clock clock) {
        this.kafka = kafka;
        this.preparation = preparation;
        var listening =
                new Projected(
                        postgres,
                        kafka.topic("runs"),
                        this::projected,
                        new Waiting(clock),
                        hub::tell);
        threads = List.of(thread("feed-listens", listening::run), thread("feed-tells", this::run));
    }

    @PostConstruct
    void start() {
        var _ =
                CompletableFuture.allOf(preparation.when("postgresql"), preparation.when("kafka"))
                        .thenRun(() -> threads.forEach(Thread::start));
    }

    /// Where this node stands, and who follows it.
    Hub hub() {
        return hub;
    }

    private void projected(@Nullable Positions now) {
        lock.lock();
        try {
            projected = now;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            var target = beyond(null);
            if (target == null) {
                hub.stop();
                continue;
            }
            try (var log = new KafkaLog(kafka, target.partitions())) {
                follow(log, target);
            } catch (
                    RuntimeException
                            e) { // Kafka, in whatever way: the read model goes on without us
                LOG.warn("The live feed begins again: {}", e.getMessage());
            }
            hub.stop();
        }
    }

    /// Returns when it cannot go on from where it is.
    private void follow(KafkaLog log, Positions begin) throws InterruptedException {
        if (log.keeps(begin)) {
            hub.begin(begin);
        }
        for (var here = hub.positions(); here != null; here = hub.positions()) {
            var target = beyond(here);
            if (target == null
                    || target.partitions() != here.partitions()
                    || !target.covers(here)) {
                return;
            }
            log.read(here, target, hub::tell);
            hub.begin(target);
            hub.stand();
        }
    }

    /// What was committed, as soon as that is other than `here`, and else after a while.
    private @Nullable Positions beyond(@Nullable Positions here) throws InterruptedException {
        var left = TURN.toNanos();
        lock.lockInterruptibly();
        try {
            while (Objects.equals(here, projected) && left > 0) {
                left = moved.awaitNanos(left);
            }
            return projected;
        } finally {
            lock.unlock();
        }
    }

    private static Thread thread(String name, Loop loop) {
        return Thread.ofPlatform()
                .name(name)
                .daemon()
                .unstarted(() -> {
                    try {
                        loop.run();
                    } catch (InterruptedException | InterruptException e) {
                        LOG.debug("{} was told to end", name);
                    }
                });
    }

    /// Goes on until it is interrupted.
    @FunctionalInterface
    private interface Loop {
        void run() throws InterruptedException;
    }

    @PreDestroy
    void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            if (thread.isAlive() && !thread.join(FAREWELL)) {
                LOG.warn("{} did not end within {}", thread.getName(), FAREWELL);
            }
        }
        hub.stop();
    }
}
