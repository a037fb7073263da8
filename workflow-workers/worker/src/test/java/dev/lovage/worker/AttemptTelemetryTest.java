package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.engine.emission.Publisher;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Subject;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

@Timeout(30)
final class AttemptTelemetryTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AttemptTelemetry telemetry =
            new AttemptTelemetry(
                    new Settings.Worker(
                            List.of("q"), "default", "w", 1, List.of(), Duration.ofSeconds(1)),
                    new Settings.Kafka("k:1", "test"),
                    meters);

    /// A Kafka that answers when the test says so.
    private static final class Silent implements Publisher {
        final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
        final Queue<CloudEvent> sent = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<Void> publish(String topic, String key, CloudEvent event) {
            assertThat(topic).isEqualTo("test.attempts");
            assertThat(key).isEqualTo("r~1");
            var answer = new CompletableFuture<Void>();
            sent.add(event);
            asked.add(answer);
            return answer;
        }
    }

    private static AttemptEvent began(int attempt) {
        return new Began(
                new Subject("default", "r~1", Instant.EPOCH, "t", "do.0", "a", attempt, "w"),
                Instant.EPOCH);
    }

    private double lost() {
        return meters.get("lovage.attempt.events.lost").functionCounter().count();
    }

    @AfterEach
    void stop() {
        telemetry.stop();
    }

    @Test
    void sendsWhatItIsToldInThatOrder() {
        var kafka = new Silent();
        telemetry.by(kafka);

        telemetry.tell(began(1));
        telemetry.tell(began(2));

        await().until(() -> kafka.sent.size() == 2);
        assertThat(kafka.sent)
                .extracting(EventCodec::decodeAttempt)
                .containsExactly(began(1), began(2));
    }

    @Test
    void neverWaitsForAKafkaThatDoesNotAnswerAndCountsWhatItDrops() {
        var kafka = new Silent();
        telemetry.by(kafka);
        int most = AttemptTelemetry.WAITING + AttemptTelemetry.ON_THEIR_WAY + 1;

        for (int i = 0; i < most + 700; i++) {
            telemetry.tell(began(i));
        }

        assertThat(lost()).isGreaterThanOrEqualTo(700);
        await().until(() -> kafka.sent.size() == AttemptTelemetry.ON_THEIR_WAY);
        kafka.asked.forEach(answer -> answer.complete(null));
        await().until(() -> kafka.sent.size() > AttemptTelemetry.ON_THEIR_WAY);
    }

    @Test
    void countsWhatDidNotArrive() {
        var kafka = new Silent();
        telemetry.by(kafka);
        telemetry.tell(began(1));
        await().until(() -> !kafka.asked.isEmpty());

        kafka.asked.remove().completeExceptionally(new IllegalStateException("no broker"));

        assertThat(lost()).isEqualTo(1);
    }
}
