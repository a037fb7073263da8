package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Frozen;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs that go on in new histories, on a real server: from outside they are one.
@Timeout(120)
class RenewalIT {
    private static final int STEPS = 25;

    private final ConcurrentLinkedQueue<Object> log = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "log",
                    arguments -> {
                        log.add(arguments.getFirst());
                        return arguments.getFirst();
                    },
                    "hang",
                    _ -> {
                        hangs.countDown();
                        return TestTasks.untilTold();
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    /// Steps one after the other that say when the run began and what was before.
    private static String chain(String last) {
        return IntStream.range(0, STEPS)
                .mapToObj(i -> "{'task': 'log', 'args': ['%d ${run.startedAt}']}".formatted(i))
                .collect(Collectors.joining(", ", "'do': [", ", " + last + "]"));
    }

    private WorkflowStub start(String definition, int historyEvents) {
        var input = TestPlatform.input(definition, null);
        var frozen = input.frozen();
        return platform.start(
                new RunInput(
                        input.v(),
                        input.engine(),
                        input.bundle(),
                        input.input(),
                        new Frozen(
                                frozen.tasks(),
                                frozen.tags(),
                                frozen.priority(),
                                frozen.origin(),
                                historyEvents),
                        input.tenant(),
                        input.accepted(),
                        input.resume()));
    }

    @Test
    void isOneRunWithOneCount() throws InterruptedException {
        platform.engine(tasks);

        var run = start(chain("{'value': 'end'}"), 50);

        assertThat(run.getResult(Object.class)).isEqualTo("end");
        assertThat(log).hasSize(STEPS);
        assertThat(log.stream().map(each -> each.toString().split(" ")[1]).distinct()).hasSize(1);
        var id = run.getExecution().getWorkflowId();
        var events = platform.topic.events(id);
        assertThat(events).filteredOn(Started.class::isInstance).hasSize(1);
        assertThat(events).filteredOn(Closed.class::isInstance).hasSize(1);
        var histories = events.stream().map(e -> e.subject().temporalRun()).distinct().toList();
        assertThat(histories).hasSizeGreaterThan(2);
        assertThat(events.stream().map(e -> e.subject().epoch()).toList()).isSorted();
        assertThat(Steps.all(events).map(StepChange::seq).toList())
                .isEqualTo(
                        IntStream.rangeClosed(2, 2 * STEPS + 2).mapToObj(Long::valueOf).toList());
        var current = platform.client.newUntypedWorkflowStub(id).describe();
        assertThat(current.getMemo("tenant", String.class)).isEqualTo("default");
        var closed = (Closed) events.getLast();
        assertThat(closed.counts()).containsExactly(Map.entry(StepState.SUCCEEDED, STEPS + 1));
    }

    @Test
    void aCancelReachesWhicheverHistoryIsTheCurrentOne() throws InterruptedException {
        platform.engine(tasks);
        var run = start(chain("{'task': 'hang', 'timeout': {'heartbeat': '2s'}}"), 50);
        assertThat(hangs.await(30, TimeUnit.SECONDS)).isTrue();

        platform.client.newUntypedWorkflowStub(run.getExecution().getWorkflowId()).cancel();

        assertThatThrownBy(() -> run.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        var events = platform.topic.events(run.getExecution().getWorkflowId());
        assertThat(events.getLast().status()).isEqualTo(RunState.CANCELLED);
        assertThat(List.copyOf(log)).doesNotHaveDuplicates();
    }
}
