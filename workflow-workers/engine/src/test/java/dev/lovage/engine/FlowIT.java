package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Bundle;
import dev.lovage.canvas.RunInput.Pinned;
import dev.lovage.canvas.Signals;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs that are steps of others, and canvases that tasks answer with, on a real server.
@Timeout(120)
class FlowIT {
    private static final String PAGES =
            "{'map': [1, 2, 3], 'as': 'n', 'do': {'task': 'echo', 'args': ['${n * 2}']}}";

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "echo", arguments -> arguments.getFirst(),
                    "fail",
                            _ -> {
                                throw new IllegalStateException("as asked");
                            },
                    "wait",
                            _ -> {
                                running.countDown();
                                return goOn.await(30, TimeUnit.SECONDS);
                            },
                    "hang",
                            _ -> {
                                running.countDown();
                                return TestTasks.untilTold();
                            },
                    "pages", _ -> TestTasks.replace(Trees.read(PAGES)));
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aChildRunsByItselfAndItsOutputIsTheValueOfTheStep() throws InterruptedException {
        platform.engine(tasks);

        var run =
                start(
                        "'do': [{'map': [1, 2], 'as': 'n', 'do': {'flow': 'child', 'with': {'n': '${n}'}}}]",
                        "'do': {'task': 'echo', 'args': ['${input.n * 10}']}");

        assertThat(run.getResult(Object.class)).isEqualTo(List.of(10L, 20L));
        var steps = Steps.of(platform.topic.events(id(run)), "do.0.m.1");
        assertThat(steps)
                .extracting(StepChange::state)
                .containsExactly(StepState.QUEUED, StepState.RUNNING, StepState.SUCCEEDED);
        var child = ((Work.Flow) steps.getLast().work()).run();
        assertThat(child).matches("child~[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(platform.topic.events(child).getLast())
                .isInstanceOfSatisfying(
                        Closed.class,
                        closed -> {
                            assertThat(closed.status()).isEqualTo(RunState.SUCCEEDED);
                            assertThat(closed.subject().definition()).isEqualTo("child");
                        });
        var memo = platform.client.newUntypedWorkflowStub(child).describe();
        assertThat(memo.getMemo("parent", String.class)).isEqualTo(id(run));
        assertThat(memo.getMemo("parentPath", String.class)).isEqualTo("do.0.m.1");
    }

    @Test
    void aChildThatFailsFailsTheStepWithItsOwnError() {
        platform.engine(tasks);

        var run = start("'do': {'flow': 'child', 'with': {}}", "'do': {'task': 'fail'}");

        var failure = (ApplicationFailure) cause(run);
        assertThat(failure.getType()).isEqualTo("CHILD_FAILED");
        assertThat(failure.getOriginalMessage()).contains("child~", "as asked");
        assertThat(failure.getDetails().get(0, Map.class).get("details").toString())
                .contains("code=TASK_FAILED", "path=do", "run=child~");
    }

    @Test
    void aCancelReachesTheChildAndIsWaitedFor() throws InterruptedException {
        platform.engine(tasks);
        var run =
                start(
                        "'do': {'flow': 'child', 'with': {}}",
                        "'do': {'task': 'hang', 'timeout': {'heartbeat': '2s'}}");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel();

        assertThat(cause(run)).isInstanceOf(CanceledFailure.class);
        var child = child(run, "do");
        assertThat(platform.topic.events(child).getLast().status()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aPauseReachesTheChildAndNotOneThatIsDetached() throws InterruptedException {
        platform.engine(tasks);
        var run =
                start(
                        "'do': [{'flow': 'child', 'with': {}, 'detached': true}, {'flow': 'child', 'with': {}}, {'value': '${prev}'}]",
                        "'do': [{'task': 'wait'}, {'task': 'echo', 'args': ['late']}]");
        var attached = child(run, "do.1");
        platform.topic.await(attached, event -> event.status() == RunState.RUNNING);

        run.signal(Signals.PAUSE, new Signals.Pause("p", "lunch", "ada", null));
        platform.topic.await(attached, event -> event.status() == RunState.PAUSED);
        goOn.countDown();
        var alone = platform.client.newUntypedWorkflowStub(child(run, "do.0"));
        assertThat(alone.getResult(Object.class)).isEqualTo("late");
        assertThat(platform.topic.events(child(run, "do.0")))
                .noneMatch(event -> event.status() == RunState.PAUSED);
        run.signal(Signals.RESUME, new Signals.Resume("r", "done", "ada"));

        assertThat(run.getResult(Object.class)).isEqualTo("late");
        assertThat(platform.history(run))
                .filteredOn(HistoryEvent::hasExternalWorkflowExecutionSignaledEventAttributes)
                .hasSize(2);
    }

    @Test
    void aDetachedChildGoesOnWhenItsParentIsCancelled() throws InterruptedException {
        platform.engine(tasks);
        var run =
                start(
                        "'do': [{'flow': 'child', 'with': {}, 'detached': true}, {'wait': '1h'}]",
                        "'do': [{'task': 'wait'}, {'value': '${input}'}]");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel();
        assertThat(cause(run)).isInstanceOf(CanceledFailure.class);
        goOn.countDown();

        var child = platform.client.newUntypedWorkflowStub(child(run, "do.0"));
        assertThat(child.getResult(Object.class)).isEqualTo(Map.of());
    }

    @Test
    void aParentGoesOnWithItsChildWhenTheWorkerIsGone() throws InterruptedException {
        var first = platform.engine(tasks);
        var run =
                start(
                        "'do': [{'flow': 'child', 'with': {}}, {'value': '${prev}'}]",
                        "'do': [{'task': 'wait'}, {'value': 'late'}]");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        platform.stop(first);
        goOn.countDown();
        platform.engine(tasks);

        assertThat(run.getResult(Object.class)).isEqualTo("late");
    }

    @Test
    void aCanvasThatATaskAnswersWithRunsInItsPlace() throws InterruptedException {
        platform.engine(tasks);

        var run =
                start(
                        "'mayCall': ['echo'], 'do': [{'task': 'pages'}, {'value': {'sum': '${prev}'}}]",
                        "'do': {'value': 1}");

        assertThat(run.getResult(Object.class)).isEqualTo(Map.of("sum", List.of(2L, 4L, 6L)));
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0"))
                .extracting(StepChange::state)
                .containsExactly(StepState.QUEUED, StepState.RUNNING, StepState.SUCCEEDED);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0.r.m.2")).isNotEmpty();
    }

    /// @param child the definition `child`, without its name
    private WorkflowStub start(String parent, String child) {
        var bundle = new HashMap<String, Pinned>();
        bundle.put(
                "test",
                new Pinned(1, Trees.read("{'name': 'test', " + parent + "}"), List.of("child")));
        bundle.put(
                "child",
                new Pinned(
                        4,
                        Trees.read(
                                "{'name': 'child', 'queue': '%s', %s}"
                                        .formatted(platform.queue, child))));
        var input = TestPlatform.input(parent, null);
        return platform.start(
                RunInput.of(
                        new Bundle("test", bundle),
                        null,
                        input.frozen(),
                        input.tenant(),
                        input.accepted()));
    }

    private String child(WorkflowStub run, String path) throws InterruptedException {
        var begun =
                platform.topic.await(id(run), event -> !Steps.of(List.of(event), path).isEmpty());
        return ((Work.Flow) Steps.of(List.of(begun), path).getFirst().work()).run();
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
