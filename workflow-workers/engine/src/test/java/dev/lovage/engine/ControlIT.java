package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits, conditions, tries, undo and callbacks on a real server, and what they cost there.
@Timeout(120)
class ControlIT {
    private static final int BARE_RUN = 5;
    private static final int TASK = 6;
    private static final int WORKFLOW_TASK = 3;
    private static final int TIMER = 2;
    private static final int DEADLINE = 1;

    private static final String SAGA =
            """
            'do': {'try': [
                {'task': 'log', 'args': ['hotel'], 'undo': {'task': 'log', 'args': ['no ${result}']}},
                {'task': 'log', 'args': ['flight'], 'undo': {'task': 'log', 'args': ['no ${result}']}},
                {'task': '%s', 'timeout': {'heartbeat': '2s'}}],
              'compensate': true, 'finally': {'task': 'log', 'args': ['finally']}}
            """;

    private final ConcurrentLinkedQueue<Object> log = new ConcurrentLinkedQueue<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "log",
                    arguments -> {
                        log.add(arguments.getFirst());
                        return arguments.getFirst();
                    },
                    "fail",
                    _ -> {
                        throw new IllegalStateException("as asked");
                    },
                    "hang",
                    _ -> {
                        running.countDown();
                        return TestTasks.untilTold();
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    /// The worker hears of both in one turn, and nothing is left to cancel.
    @Test
    void aRunWhoseCancelComesWithItsLastStepIsToldAsTemporalClosesIt() throws InterruptedException {
        var engine = platform.engine(tasks);
        var run = platform.start("'do': {'wait': '1s'}", null);
        var id = run.getExecution().getWorkflowId();
        platform.topic.await(id, event -> !Steps.of(List.of(event), "do").isEmpty());
        platform.stop(engine);
        await().until(() ->
                platform.history(run).stream()
                        .anyMatch(HistoryEvent::hasTimerFiredEventAttributes));

        run.cancel();
        platform.engine(tasks);

        assertThat(
                        catchThrowableOfType(
                                WorkflowFailedException.class, () -> run.getResult(Object.class)))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(platform.topic.events(id).getLast().status()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aWaitAndACountdownCostATimerEach() throws InterruptedException {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': [{'wait': '1s'}, {'chain': [{'value': 7}], 'countdown': '1s'}, {'wait': {'until': '2020-01-01T00:00:00Z'}}]",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo(7L);
        assertThat(platform.history(run)).hasSize(BARE_RUN + 2 * (TIMER + WORKFLOW_TASK));
        var events = platform.topic.events(id(run));
        assertThat(states(events, "do.0")).containsExactly(StepState.WAITING, StepState.SUCCEEDED);
        assertThat(states(events, "do.1"))
                .containsExactly(StepState.SCHEDULED, StepState.RUNNING, StepState.SUCCEEDED);
        assertThat(states(events, "do.2")).containsExactly(StepState.SUCCEEDED);
    }

    @Test
    void conditionsAndTriesCostNothing() {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': [{'task': 'fail', 'if': '${false}'}, {'try': {'switch': [{'when': '${input == 1}', 'do': {'task': 'log', 'args': ['x']}}, {'else': {'task': 'fail'}}]}, 'compensate': true}]",
                        1);

        assertThat(run.getResult(Object.class)).isEqualTo("x");
        assertThat(platform.history(run)).hasSize(BARE_RUN + TASK);
    }

    @Test
    void aRunThatCleansUpHasATimerForItsDeadline() {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': {'try': {'task': 'fail'}, 'catch': [{'on': ['TASK_FAILED'], 'do': {'value': '${error.message}'}}]}",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo("as asked");
        assertThat(platform.history(run)).hasSize(BARE_RUN + TASK + DEADLINE);
    }

    @Test
    void aSagaThatFailsIsUndone() {
        platform.engine(tasks);

        var run = platform.start(SAGA.formatted("fail"), null);

        assertThat(((ApplicationFailure) cause(run)).getType()).isEqualTo("TASK_FAILED");
        assertThat(log).containsExactly("hotel", "flight", "no flight", "no hotel", "finally");
        assertThat(platform.history(run)).hasSize(BARE_RUN + 6 * TASK + DEADLINE);
    }

    @Test
    void aSagaThatIsCancelledIsUndone() throws InterruptedException {
        platform.engine(tasks);
        var run = platform.start(SAGA.formatted("hang"), null);
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel();

        assertThat(cause(run)).isInstanceOf(CanceledFailure.class);
        assertThat(log).containsExactly("hotel", "flight", "no flight", "no hotel", "finally");
        assertThat(platform.topic.events(id(run)).getLast().status()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aSagaWhoseTimeIsOverIsUndone() throws InterruptedException {
        platform.engine(tasks);

        var run = platform.start("'runTimeout': '3s', " + SAGA.formatted("hang"), null);

        assertThat(((ApplicationFailure) cause(run)).getType()).isEqualTo("RUN_TIMEOUT");
        assertThat(log).containsExactly("hotel", "flight", "no flight", "no hotel", "finally");
        var events = platform.topic.events(id(run));
        assertThat(events.getLast().status()).isEqualTo(RunState.TIMED_OUT);
        assertThat(states(events, "do")).containsExactly(StepState.RUNNING, StepState.TIMED_OUT);
    }

    @Test
    void callbacksRunBesideAndTheRunClosesWhenTheyHaveEnded() throws InterruptedException {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': {'task': 'log', 'args': ['step'], 'onSuccess': [{'chain': [{'wait': '1s'}, {'task': 'log', 'args': ['told ${result}']}]}, {'task': 'fail'}]}, 'onSuccess': {'task': 'log', 'args': ['ended ${result}']}",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo("step");
        assertThat(log).containsExactly("step", "ended step", "told step");
        assertThat(states(platform.topic.events(id(run)), "do.ok.1")).contains(StepState.FAILED);
    }

    @Test
    void aCallThatNobodyTakesInTimeExpires() throws InterruptedException {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': {'task': 'log', 'queue': '%s-nobody', 'expires': '2s'}"
                                .formatted(platform.queue),
                        null);

        assertThat(((ApplicationFailure) cause(run)).getType()).isEqualTo("EXPIRED");
        assertThat(states(platform.topic.events(id(run)), "do"))
                .containsExactly(StepState.QUEUED, StepState.EXPIRED);
    }

    @Test
    void aCallThatNobodyServesExpiresWhileItWaits() throws InterruptedException {
        platform.engine(tasks);

        var run = platform.start("'do': {'task': 'unknown', 'expires': '2s'}", null);

        assertThat(((ApplicationFailure) cause(run)).getType()).isEqualTo("EXPIRED");
        assertThat(states(platform.topic.events(id(run)), "do"))
                .startsWith(StepState.QUEUED, StepState.WAITING)
                .endsWith(StepState.EXPIRED);
    }

    private static List<StepState> states(List<RunEvent> events, String path) {
        return Steps.of(events, path).stream().map(StepChange::state).toList();
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }

    private static Throwable cause(WorkflowStub run) {
        return catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class))
                .getCause();
    }
}
