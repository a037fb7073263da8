package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.local.Stack;

import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.client.WorkflowStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Nothing is told twice or not at all when a worker hears no answer, or has to replay.
@Timeout(60)
class AcceptanceIT {
    private final Swallow swallow = new Swallow(Swallow.COMPLETIONS);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "gate",
                    _ -> {
                        arrived.countDown();
                        return gate.await(30, TimeUnit.SECONDS);
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());
    private WorkflowStub run;

    @BeforeEach
    void aRunWaitsForItsTask() throws InterruptedException {
        platform.between = List.of(swallow);
        platform.engine(tasks);
        run = platform.start("'do': [{'value': 1}, {'task': 'gate'}, {'wait': '1s'}]", null);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        platform.topic.await(id(), event -> !Steps.of(List.of(event), "do.1").isEmpty());
    }

    @AfterEach
    void end() {
        platform.close();
    }

    private String id() {
        return run.getExecution().getWorkflowId();
    }

    private void assertToldOnceAndWhole() throws InterruptedException {
        gate.countDown();
        run.getResult(Object.class);
        var events = platform.topic.events(id());
        assertThat(events.stream().map(AcceptanceIT::seq).toList())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(Steps.of(events, "do.2")).hasSize(2);
        long last = seq(events.getLast());
        assertThat(Steps.all(events).count()).isEqualTo(last - 2);
    }

    private static long seq(RunEvent event) {
        return switch (event) {
            case Started started -> started.seq();
            case Changed changed -> changed.seq();
            case Closed closed -> closed.seq();
            case RunEvent.Confirmed _ -> throw new AssertionError("No worker confirms");
        };
    }

    @Test
    void whenTheAnswerToAnAcceptedTaskIsLostTheNextTaskTellsOfIt() throws InterruptedException {
        swallow.next();

        assertToldOnceAndWhole();

        assertThat(swallow.swallowed()).isEqualTo(1);
    }

    @Test
    void whenTheRunHasToBeReplayedItsPastIsNotToldAgain() throws InterruptedException {
        platform.stubs
                .blockingStub()
                .resetStickyTaskQueue(
                        ResetStickyTaskQueueRequest.newBuilder()
                                .setNamespace(Stack.shared().namespace())
                                .setExecution(run.getExecution())
                                .build());

        assertToldOnceAndWhole();
    }
}
