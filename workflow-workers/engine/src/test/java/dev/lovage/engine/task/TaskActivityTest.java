package dev.lovage.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lovage.canvas.Options.Jitter;
import dev.lovage.canvas.Options.OnLost;
import dev.lovage.canvas.Options.Retry;
import dev.lovage.engine.CallHeader;
import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
final class TaskActivityTest {
    private final Sample sample = new Sample();
    private final Rig rig = new Rig(sample);

    @SuppressWarnings("unused") // called through the registry
    public static final class Sample {
        final CountDownLatch running = new CountDownLatch(1);
        final AtomicBoolean cancelled = new AtomicBoolean();
        final AtomicInteger calls = new AtomicInteger();

        @Task("who")
        public List<Object> who(TaskContext context) {
            return List.of(
                    context.run(),
                    context.path(),
                    context.attempt(),
                    context.tenant(),
                    context.idempotencyKey(),
                    String.valueOf(MDC.get("path")),
                    Thread.currentThread().isVirtual());
        }

        @Task("add")
        public int add(int a, int b) {
            return a + b;
        }

        @Task("flaky")
        public int flaky(TaskContext context) {
            if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            return context.attempt();
        }

        @Task("beats")
        public Map<?, ?> beats(TaskContext context) {
            if (context.attempt() == 1) {
                throw new IllegalStateException("not yet");
            }
            var activity = Activity.getExecutionContext();
            await().until(() -> activity.getHeartbeatDetails(Map.class).isPresent());
            return activity.getHeartbeatDetails(Map.class).orElseThrow();
        }

        @Task("decline")
        public void decline(boolean permanent) {
            calls.incrementAndGet();
            var failure = TaskFailure.of("CARD_DECLINED", "no").withDetails(Map.of("bank", 7));
            throw permanent ? failure.permanent() : failure;
        }

        @Task("asks-for-time")
        public void asksForTime() {
            throw TaskFailure.of("BUSY", "later").retryAfter(Duration.ofMillis(20));
        }

        @Task("asks-for-long")
        public void asksForLong() {
            calls.incrementAndGet();
            throw TaskFailure.of("BUSY", "later").retryAfter(Duration.ofMinutes(10));
        }

        @Task("asks-again")
        public void asksAgain(TaskContext context) {
            throw context.retry(Duration.ofMinutes(5), 3).because(new IOException("locked"));
        }

        @Task("breaks")
        public void breaks() throws IOException {
            calls.incrementAndGet();
            throw new IOException("java.nio.file.NoSuchFileException: /tmp/x");
        }

        @Task("overflows")
        public int overflows(int n) {
            return overflows(n + 1) + 1;
        }

        @Task("waits")
        public void waits(TaskContext context) throws InterruptedException {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                cancelled.set(context.cancelled());
            }
        }
    }

    @Test
    void aTaskThatAsksForAnotherAttemptLeavesItToTheRun() {
        var failure = rig.failure("asks-again");

        assertThat(failure.getType()).isEqualTo("lovage.Retry");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).isEqualTo("locked");
        assertThat(Rig.details(failure).get("delay")).isEqualTo("PT5M");
        assertThat(Rig.details(failure).get("max")).isEqualTo(3);
        assertThat(Rig.details(failure).get("attempt")).isEqualTo(1);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void showsATaskWhereItStands() {
        rig.with(new CallHeader("r~1", "do.1", "acme", 7, 2, Retry.NONE, null, false));

        assertThat(rig.call("who"))
                .isEqualTo(List.of("r~1", "do.1", 3, "acme", "r~1:do.1", "do.1", true));
        assertThat(rig.ends).containsExactly("who SUCCEEDED");
    }

    @Test
    void showsAnInlineTaskTheSame() {
        assertThat(rig.startInline("who").getResult(Object.class))
                .isEqualTo(List.of("r~1", "do.1", 1, "acme", "r~1:do.1", "do.1", true));
    }

    @Test
    void interruptsAnInlineTaskThatTakesTooLong() {
        var call = rig.startInline("waits");

        assertThatThrownBy(() -> call.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class);
        await().untilAsserted(
                        () -> assertThat(rig.ends).containsExactly("waits FAILED", "waits FAILED"));
        assertThat(sample.cancelled).isFalse();
    }

    @Test
    void givesAnInlineTaskBackThatAsksForALongPause() {
        var failure = Rig.failure(rig.startInline("asks-for-long"));

        assertThat(sample.calls).hasValue(1);
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Rig.details(failure).get("retryable")).isEqualTo(true);
    }

    @Test
    void servesCallersThatSendNoHeader() {
        assertThat(rig.with(null).call("add", Map.of("a", 1, "b", 2))).isEqualTo(3);
    }

    @Test
    void triesAgainAfterAnyException() {
        assertThat(rig.call("flaky")).isEqualTo(3);
        assertThat(rig.ends).containsExactly("flaky FAILED", "flaky FAILED", "flaky SUCCEEDED");
    }

    @Test
    void makesThePauseThatATaskAsksFor() {
        assertThat(rig.failure("asks-for-time").getNextRetryDelay())
                .isEqualTo(Duration.ofMillis(20));
        assertThat(rig.failure("breaks").getNextRetryDelay()).isNull();
    }

    @Test
    void failsWithTheTasksOwnCodeAndDetails() {
        var failure = rig.failure("decline", true);

        assertThat(failure.getType()).isEqualTo("CARD_DECLINED");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).isEqualTo("no");
        assertThat(Rig.details(failure))
                .isEqualTo(
                        Map.of(
                                "code", "CARD_DECLINED",
                                "type", "CARD_DECLINED",
                                "message", "no",
                                "task", "decline",
                                "path", "do.1",
                                "attempt", 1,
                                "retryable", false,
                                "details", Map.of("bank", 7)));
        assertThat(sample.calls).hasValue(1);
    }

    @Test
    void namesTheExceptionButNeitherPackagesNorStack() {
        var failure = rig.failure("breaks");

        assertThat(failure.getType()).isEqualTo("TASK_FAILED");
        assertThat(failure.getOriginalMessage()).isEqualTo("NoSuchFileException: /tmp/x");
        assertThat(Rig.details(failure).get("type")).isEqualTo("IOException");
        assertThat(failure.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .doesNotContain(TaskActivity.class.getName(), Failures.class.getName());
        assertThat(sample.calls).hasValue(3);
    }

    @Test
    void doesNotTryAgainWhatItsRetryOptionsExclude() {
        rig.with(header(retry(List.of("CARD_DECLINED"), null), null)).failure("breaks");
        assertThat(sample.calls).hasValue(1);

        rig.with(header(retry(null, List.of("IOException")), null)).failure("breaks");
        assertThat(sample.calls).hasValue(2);

        rig.with(header(retry(List.of("CARD_DECLINED"), null), null)).failure("decline", false);
        assertThat(sample.calls).hasValue(5);
    }

    @Test
    void saysThatItDoesNotServeATask() {
        var failure = rig.failure("unknown");

        assertThat(failure.getType()).isEqualTo("NO_HANDLER");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(rig.ends).containsExactly("unknown refused");
    }

    @Test
    void refusesArgumentsThatDoNotFit() {
        var failure = rig.failure("add", 1, "two");

        assertThat(failure.getType()).isEqualTo("BAD_ARGUMENTS");
        assertThat(failure.getOriginalMessage()).contains("`b`");
        assertThat(failure.isNonRetryable()).isTrue();
    }

    @Test
    void survivesATaskThatOverflowsTheStack() {
        assertThat(Rig.details(rig.failure("overflows", 0)).get("type"))
                .isEqualTo("StackOverflowError");
    }

    @Test
    void tellsATaskThroughItsHeartbeatThatItWasCancelled() throws InterruptedException {
        var call = rig.start("waits");
        assertThat(sample.running.await(10, TimeUnit.SECONDS)).isTrue();

        call.cancel();

        assertThatThrownBy(() -> call.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(sample.cancelled).isTrue();
        assertThat(rig.ends).containsExactly("waits CANCELLED");
    }

    @Test
    void tellsATaskThatItsTimeIsUp() {
        var soft = header(retry(List.of("CARD_DECLINED"), null), Duration.ofMillis(50));

        assertThat(rig.with(soft).failure("waits").getType()).isEqualTo("TIMEOUT_SOFT");
        assertThat(sample.cancelled).isFalse();
    }

    @Test
    void saysInTheHeartbeatsOfAnotherAttemptWhichOneItIs() {
        assertThat(rig.call("beats")).isEqualTo(Map.of(CallHeader.ATTEMPT, 2));
    }

    @Test
    void keepsALongTaskAliveByHeartbeats() throws InterruptedException {
        var longer = header(retry(List.of("NONE"), null), Duration.ofMillis(1_500));

        rig.with(longer).failure("waits");

        assertThat(rig.ends).containsExactly("waits FAILED");
    }

    @Test
    void failsAsLostWhenTheWorkerStops() throws InterruptedException {
        rig.start("waits");
        assertThat(sample.running.await(10, TimeUnit.SECONDS)).isTrue();

        rig.stopWorker();

        assertThat(rig.ends).containsExactly("waits LOST");
    }

    private static CallHeader header(Retry retry, @Nullable Duration soft) {
        return new CallHeader("r~1", "do.1", "acme", 7, 0, retry, soft, false);
    }

    private static Retry retry(@Nullable List<String> on, @Nullable List<String> never) {
        return new Retry(3, Duration.ofMillis(10), 2.0, null, Jitter.FULL, on, never, OnLost.AGAIN);
    }
}
