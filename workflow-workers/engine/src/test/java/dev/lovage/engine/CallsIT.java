package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How often a call is attempted, and until when it may begin.
@Timeout(120)
class CallsIT {
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aLostAttemptDoesNotGiveBackThoseThatFailedBeforeIt() throws InterruptedException {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "flaky",
                        _ -> {
                            if (begun.incrementAndGet() == 3) {
                                beat();
                                return hang();
                            }
                            throw new IllegalStateException("not yet");
                        }));

        var run =
                platform.start(
                        "'do': [{'task': 'flaky', 'timeout': {'heartbeat': '2s'}, 'retry': {'attempts': 4, 'backoff': 'PT0.1S'}}]",
                        null);

        assertThat(failure(run).getType()).isEqualTo("TASK_FAILED");
        assertThat(begun).as("two failed, one was lost, two more failed").hasValue(5);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(
                        tuple(StepState.QUEUED, 0),
                        tuple(StepState.QUEUED, 3),
                        tuple(StepState.FAILED, 5));
    }

    @Test
    void onlyTheFirstStartExpires() throws InterruptedException {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "flaky",
                        _ -> {
                            if (begun.incrementAndGet() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                            return "done";
                        }));

        var run =
                platform.start(
                        "'do': {'task': 'flaky', 'expires': '1s', 'retry': {'attempts': 3, 'backoff': '1s'}}",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo("done");
        assertThat(Steps.of(platform.topic.events(id(run)), "do"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(
                        tuple(StepState.QUEUED, 0),
                        tuple(StepState.RETRYING, 1),
                        tuple(StepState.QUEUED, 1),
                        tuple(StepState.SUCCEEDED, 3));
    }

    @Test
    void aCallThatExpiresIsTriedNoMoreOftenThanItMay() {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "fails",
                        _ -> {
                            begun.incrementAndGet();
                            throw new IllegalStateException("never");
                        }));

        var run =
                platform.start(
                        "'do': {'task': 'fails', 'expires': '1m', 'retry': {'attempts': 2, 'backoff': 'PT0.1S'}}",
                        null);

        assertThat(failure(run).getType()).isEqualTo("TASK_FAILED");
        assertThat(begun).hasValue(2);
    }

    @Test
    void aTaskInWhateverLanguageMayAskForAnotherAttempt() throws InterruptedException {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "asks",
                        _ -> {
                            if (begun.incrementAndGet() < 3) {
                                throw again(Map.of("delay", 0.1, "max", 2));
                            }
                            return "done";
                        }));

        var run = platform.start("'do': {'task': 'asks'}", null);

        assertThat(run.getResult(Object.class)).isEqualTo("done");
        assertThat(Steps.of(platform.topic.events(id(run)), "do"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(
                        tuple(StepState.QUEUED, 0),
                        tuple(StepState.RETRYING, 1),
                        tuple(StepState.QUEUED, 1),
                        tuple(StepState.RETRYING, 2),
                        tuple(StepState.QUEUED, 2),
                        tuple(StepState.SUCCEEDED, 3));
    }

    @Test
    void aTaskMayAskOnlyAsOftenAsItSaysItself() {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "asks",
                        _ -> {
                            begun.incrementAndGet();
                            throw again(Map.of("delay", "PT0.1S", "max", 1));
                        }));

        var run = platform.start("'do': {'task': 'asks', 'retry': {'attempts': 9}}", null);

        assertThat(failure(run).getType()).isEqualTo("TASK_FAILED");
        assertThat(failure(run).getOriginalMessage()).isEqualTo("not yet");
        assertThat(begun).hasValue(2);
    }

    private static ApplicationFailure again(Map<String, Object> details) {
        return ApplicationFailure.newNonRetryableFailure("not yet", "lovage.Retry", details);
    }

    /// As workers of ours do in all attempts but the first.
    private static void beat() {
        var activity = Activity.getExecutionContext();
        activity.heartbeat(Map.of(CallHeader.ATTEMPT, activity.getInfo().getAttempt()));
    }

    private static Object hang() throws InterruptedException {
        new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        return "hung";
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }

    private static ApplicationFailure failure(WorkflowStub run) {
        var thrown =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));
        return (ApplicationFailure) thrown.getCause();
    }
}
