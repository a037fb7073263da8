package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Calls that are made where the run is interpreted, with a server that keeps what it is told.
@Timeout(120)
class InlineIT {
    private static final Task ECHO =
            arguments -> arguments.isEmpty() ? "none" : arguments.getFirst();
    private static final Set<String> INLINE = Set.of("echo", "count", "gate");

    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aChainOf40HasAtMost50Events() {
        platform.engine(Map.of("echo", ECHO));
        var chain = String.join(",", Collections.nCopies(40, "{'task': 'echo'}"));

        var run = platform.start("'do': [" + chain + "]", null, INLINE);

        assertThat(run.getResult(Object.class)).isEqualTo("none");
        assertThat(platform.history(run)).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aThousandOneAfterTheOtherAndTwoThousandAtOnceNeverHoldTheirWorkflowTaskTooLong() {
        platform.engine(Map.of("echo", ECHO));
        var items = LongStream.range(0, 2000).boxed().toList();

        var run =
                platform.start(
                        "'do': [{'map': '${input.slice(0, 1000)}', 'concurrency': 1, 'do': {'task': 'echo'}},"
                                + " {'map': '${input}', 'do': {'task': 'echo'}}]",
                        items,
                        INLINE);

        assertThat(run.getResult(Object.class)).isEqualTo(items);
        var history = platform.history(run);
        assertThat(history)
                .noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                .noneMatch(HistoryEvent::hasWorkflowTaskTimedOutEventAttributes);
        assertThat(history.stream().filter(HistoryEvent::hasMarkerRecordedEventAttributes).count())
                .as("all but the few that carry")
                .isBetween(2500L, 2995L);
    }

    @Test
    void aWorkerThatIsLostHasAnnouncedNothingAndAnotherRepeatsWhatItDid() throws Exception {
        var first = new MemoryTopic();
        var second = new MemoryTopic();
        var counted = new AtomicInteger();
        var arrived = new CountDownLatch(1);
        var open = new AtomicInteger();
        Map<String, Task> tasks =
                Map.of(
                        "count",
                        _ -> (long) counted.incrementAndGet(),
                        "gate",
                        _ -> {
                            arrived.countDown();
                            return open.get() == 0
                                    ? new CountDownLatch(1).await(30, TimeUnit.SECONDS)
                                    : "through";
                        });
        var engine = platform.engine(tasks, first);
        platform.taskTimeout = Duration.ofSeconds(3);
        var run =
                platform.start(
                        "'do': [{'task': 'count', 'args': []}, {'task': 'gate', 'timeout': {'attempt': '2s'}}]",
                        null,
                        INLINE);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        platform.wire.cut(true);
        open.set(1);
        platform.stop(engine);
        platform.wire.cut(false);
        platform.engine(tasks, second);

        assertThat(run.getResult(Object.class)).isEqualTo("through");
        assertThat(counted).as("the first was not in the history yet").hasValue(2);
        assertThat(first.of(id(run))).isEmpty();
        assertThat(Steps.of(second.events(id(run)), "do.0"))
                .extracting(StepChange::state)
                .containsExactly(StepState.QUEUED, StepState.SUCCEEDED);
    }

    @Test
    void whatIsDispatchedToTheRunsOwnQueueComesBackWithTheAnswerToItsWorkflowTask() {
        platform.engine(Map.of("echo", ECHO));

        var run = platform.start("'do': [{'task': 'echo'}, {'task': 'echo'}]", null);
        run.getResult(Object.class);

        assertThat(platform.wire.eager()).isEqualTo(2);
    }

    @Test
    void anotherWorkerThatReplaysTellsTheSame() throws InterruptedException {
        var again = new MemoryTopic();
        var engine = platform.engine(Map.of("echo", ECHO));
        var run =
                platform.start(
                        "'do': [{'map': '${input}', 'do': {'task': 'echo'}}, {'task': 'echo', 'inline': false}, {'task': 'echo'}]",
                        List.of(1, 2, 3),
                        INLINE);
        run.getResult(Object.class);
        platform.topic.events(id(run));
        platform.stop(engine);
        platform.engine(Map.of(), again);

        assertThat(run.query(RunWorkflow.REPUBLISH, RunWorkflow.Republished.class).complete())
                .isTrue();

        again.events(id(run));
        assertThat(again.of(id(run))).isEqualTo(platform.topic.of(id(run)));
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
