package dev.lovage.worker;

import static java.util.Objects.requireNonNull;

import dev.lovage.engine.emission.Publisher;
import dev.lovage.engine.task.Telemetry;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.EventCodec;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Takes what attempts say to the topic `{prefix}.attempts`. No task waits for it: what finds no
/// room, or does not arrive, is dropped and counted.
@Singleton
final class AttemptTelemetry implements Telemetry {
    static final int WAITING = 2_000;
    static final int ON_THEIR_WAY = 500;

    private final String worker;
    private final String topic;
    private final BlockingQueue<AttemptEvent> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Semaphore room = new Semaphore(ON_THEIR_WAY);
    private final LongAdder lost = new LongAdder();
    private final Thread courier =
            Thread.ofPlatform().name("attempts").daemon().unstarted(this::carry);
    private volatile @Nullable Publisher publisher;

    AttemptTelemetry(Settings.Worker settings, Settings.Kafka kafka, MeterRegistry meters) {
        this.worker = settings.name();
        this.topic = kafka.prefix() + ".attempts";
        FunctionCounter.builder("lovage.attempt.events.lost", lost, LongAdder::sum)
                .description("Words of attempts that did not reach Kafka")
                .register(meters);
        courier.start();
    }

    @Override
    public String worker() {
        return worker;
    }

    @Override
    public void tell(AttemptEvent event) {
        if (!waiting.offer(event)) {
            lost.increment();
        }
    }

    /// By whom it travels from now on.
    void by(Publisher other) {
        publisher = other;
    }

    private void carry() {
        try {
            while (true) {
                var event = waiting.take();
                room.acquire();
                sent(event).whenComplete((_, error) -> returned(error == null));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletionStage<@Nullable Void> sent(AttemptEvent event) {
        try {
            return requireNonNull(publisher, "Nothing is told before the engine is there")
                    .publish(topic, event.subject().run(), EventCodec.encodeAttempt(event));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void returned(boolean arrived) {
        room.release();
        if (!arrived) {
            lost.increment();
        }
    }

    @PreDestroy
    void stop() {
        courier.interrupt();
    }
}
