package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@Timeout(120)
class EngineIT {
    private static final Task ECHO =
            arguments -> arguments.isEmpty() ? "none" : arguments.getFirst();

    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aChainOfTenHas65EventsInItsHistory() {
        platform.engine(Map.of("echo", ECHO));
        var chain =
                IntStream.range(0, 10)
                        .mapToObj(_ -> "{'task': 'echo'}")
                        .collect(Collectors.joining(","));

        var run = platform.start("'do': [" + chain + "]", null);

        assertThat(run.getResult(Object.class)).isEqualTo("none");
        assertThat(platform.history(run)).hasSize(5 + 6 * 10);
    }

    @Test
    void aLongChainAndAMapOf2000End() {
        platform.engine(Map.of("echo", ECHO));
        var chain =
                IntStream.range(0, 400)
                        .mapToObj(i -> "{'value': " + i + "}")
                        .collect(Collectors.joining(","));
        var run =
                platform.start(
                        "'do': [{'chain': ["
                                + chain
                                + "]}, {'map': '${input}', 'as': 'i', 'do': {'value': '${i}'}}]",
                        IntStream.range(0, 2000).boxed().toList());

        assertThat((List<?>) run.getResult(Object.class)).hasSize(2000);
    }

    @Test
    void aLostAttemptIsDispatchedAgainAndDoesNotCount() throws InterruptedException {
        var begun = new AtomicInteger();
        platform.engine(Map.of("hang", _ -> begun.incrementAndGet() == 1 ? hang() : "done"));

        var run = platform.start("'do': [{'task': 'hang', 'timeout': {'heartbeat': '1s'}}]", null);

        assertThat(run.getResult(Object.class)).isEqualTo("done");
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(
                        tuple(StepState.QUEUED, 0),
                        tuple(StepState.QUEUED, 1),
                        tuple(StepState.SUCCEEDED, 2));
    }

    @Test
    void aStepWhoseWorkerIsAlwaysLostFailsAfterFiveMoreDispatches() {
        var begun = new AtomicInteger();
        platform.engine(
                Map.of(
                        "hang",
                        _ -> {
                            begun.incrementAndGet();
                            return hang();
                        }));

        var run = platform.start("'do': [{'task': 'hang', 'timeout': {'heartbeat': '1s'}}]", null);

        assertThat(failure(run).getType()).isEqualTo("WORKER_LOST");
        assertThat(begun).hasValue(6);
    }

    @Test
    void aStepThatMustNotRunTwiceFailsWhenItsWorkerIsLost() {
        platform.engine(Map.of("hang", _ -> hang()));

        var run =
                platform.start(
                        "'do': [{'task': 'hang', 'timeout': {'heartbeat': '1s'}, 'retry': {'onLost': 'fail'}}]",
                        null);

        assertThat(failure(run).getType()).isEqualTo("WORKER_LOST");
    }

    @Test
    void theServerRetriesAndTheAttemptIsKnown() throws InterruptedException {
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
                        "'do': [{'task': 'flaky', 'retry': {'attempts': 3, 'backoff': 'PT0.1S'}}]",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo("done");
        assertThat(platform.history(run)).as("retries cost no history").hasSize(5 + 6);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().attempt())
                .isEqualTo(3);
    }

    @Test
    void aCancelledRunWaitsForItsTasksAndAbandonsThoseThatDoNotStop() throws InterruptedException {
        var running = new CountDownLatch(2);
        var told = new CountDownLatch(1);
        platform.engine(
                Map.of(
                        "stubborn",
                        _ -> {
                            running.countDown();
                            return hang();
                        },
                        "polite",
                        _ -> {
                            running.countDown();
                            return untilTold(told);
                        },
                        "echo",
                        ECHO));
        var run =
                platform.start(
                        "'cancelGrace': '2s', 'do': [{'group': [{'task': 'stubborn'}, {'task': 'polite', 'timeout': {'heartbeat': '2s'}}]},"
                                + " {'task': 'echo'}]",
                        null);
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel();

        var thrown =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));
        assertThat(thrown.getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(told.getCount()).isZero();
        var events = platform.topic.events(id(run));
        assertThat(events.getLast().status()).isEqualTo(RunState.CANCELLED);
        assertThat(Steps.of(events, "do.0.g.0").getLast().error())
                .isNotNull()
                .satisfies(
                        error -> assertThat(error.details()).isEqualTo(Map.of("abandoned", true)));
        assertThat(Steps.of(events, "do.0.g.1").getLast().state()).isEqualTo(StepState.CANCELLED);
        assertThat(Steps.of(events, "do.1")).isEmpty();
    }

    @Test
    void aRunThatIsCancelledBeforeAWorkerTookItStartsNothing() {
        var run = platform.start("'do': [{'task': 'echo'}]", null);
        run.cancel();

        platform.engine(Map.of("echo", ECHO));

        var thrown =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));
        assertThat(thrown.getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(platform.history(run))
                .noneMatch(HistoryEvent::hasActivityTaskScheduledEventAttributes);
    }

    @Test
    void aMapOf200TasksKeepsItsOrder() {
        platform.engine(Map.of("echo", ECHO));
        var items = IntStream.range(0, 200).mapToObj(i -> (long) i).toList();

        var run = platform.start("'do': {'map': '${input}', 'do': {'task': 'echo'}}", items);

        assertThat(run.getResult(Object.class)).isEqualTo(items);
    }

    @Test
    void aStepThatNobodyServesWaitsForAWorkerThatDoes() throws InterruptedException {
        var without = platform.engine(Map.of("echo", ECHO));
        var run = platform.start("'do': [{'task': 'late'}]", null);
        var waiting =
                platform.topic.await(
                        id(run),
                        event ->
                                Steps.of(List.of(event), "do.0").stream()
                                        .anyMatch(s -> s.state() == StepState.WAITING));
        assertThat(Steps.of(List.of(waiting), "do.0").getLast().error())
                .isNotNull()
                .satisfies(why ->
                        assertThat(why.message())
                                .startsWith("no worker on")
                                .endsWith("serves late"));

        platform.stop(without);
        platform.engine(Map.of("late", _ -> "served"));

        assertThat(run.getResult(Object.class)).isEqualTo("served");
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().attempt())
                .isEqualTo(1);
    }

    private static Object hang() throws InterruptedException {
        new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        return "hung";
    }

    private static Object untilTold(CountDownLatch told) throws InterruptedException {
        try {
            return TestTasks.untilTold();
        } catch (ActivityCanceledException e) {
            told.countDown();
            throw e;
        }
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
