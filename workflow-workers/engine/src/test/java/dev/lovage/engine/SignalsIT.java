package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Fault;
import dev.lovage.canvas.Signals.Pause;
import dev.lovage.canvas.Signals.Resume;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Loops, signals and pauses on a real server.
@Timeout(120)
class SignalsIT {
    private static final int BARE_RUN = 5;
    private static final int TASK = 6;

    private final CountDownLatch released = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "echo",
                    arguments -> arguments.size() == 1 ? arguments.getFirst() : arguments,
                    "hold",
                    _ -> {
                        released.await();
                        return "held";
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        released.countDown();
        platform.close();
    }

    @Test
    void aTurnOfALoopCostsWhatItsBodyDoes() {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': {'loop': {'until': '${prev == 2}', 'max': 3, 'as': 't', 'do': {'task': 'echo', 'args': ['${t.index}']}}}",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo(2L);
        assertThat(platform.history(run)).hasSize(BARE_RUN + 3 * TASK);
    }

    @Test
    void aThousandTurnsAreOneWorkflowTask() {
        platform.engine(tasks);

        var run =
                platform.start(
                        "'do': {'loop': {'while': '${t.index < 1000}', 'max': 1000, 'as': 't', 'do': [{'value': '${t.index}'}, {'value': '${prev + 1}'}]}}",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo(1000L);
        assertThat(platform.history(run)).hasSize(BARE_RUN);
    }

    @Test
    void signalsComeBeforeTheirAwaitDuringItTwiceForNobodyAndBroken() throws InterruptedException {
        platform.engine(tasks);
        var run =
                platform.start(
                        "'do': [{'task': 'hold'}, {'id': 'first', 'await': 'a'}, {'group': [{'await': 'a'}, {'await': 'b', 'timeout': '1s', 'onTimeout': {'value': 'late'}}]}, {'value': ['${steps.first}', '${prev}']}]",
                        null);

        run.signal(Signals.SIGNAL, signal("1", "a", "before"));
        run.signal(Signals.SIGNAL, signal("1", "a", "before"));
        run.signal(Signals.SIGNAL, signal("2", "nobody", BigInteger.TEN.pow(30)));
        broken(run);
        released.countDown();
        waiting(run, "do.2.g.0");
        run.signal(Signals.SIGNAL, signal("1", "a", "before"));
        run.signal(Signals.SIGNAL, signal("3", "a", Arrays.asList(1L, null)));

        assertThat(run.getResult(Object.class))
                .isEqualTo(List.of("before", List.of(Arrays.asList(1L, null), "late")));
        assertThat(platform.history(run))
                .noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes);
        var events = platform.topic.events(id(run));
        assertThat(states(events, "do.1")).containsExactly(StepState.SUCCEEDED);
        assertThat(states(events, "do.2.g.1"))
                .containsExactly(StepState.WAITING, StepState.RUNNING, StepState.SUCCEEDED);
    }

    @Test
    void aSignalMayBringAnErrorAndATimeoutIsOne() throws InterruptedException {
        platform.engine(tasks);
        var awaits = "'do': {'await': 'a', 'timeout': '%s'}";
        var told = platform.start(awaits.formatted("1h"), null);
        var late = platform.start(awaits.formatted("1s"), null);

        waiting(told, "do");
        told.signal(
                Signals.SIGNAL,
                new Signal("1", "a", "do", null, new Fault("SHIP_SANK", "in the storm"), "ada"));

        assertThat(cause(told).getType()).isEqualTo("SHIP_SANK");
        assertThat(cause(late).getType()).isEqualTo("AWAIT_TIMEOUT");
        assertThat(states(platform.topic.events(id(late)), "do"))
                .containsExactly(StepState.WAITING, StepState.TIMED_OUT);
    }

    @Test
    void anAwaitOutlivesItsWorker() throws InterruptedException {
        var first = platform.engine(tasks);
        var run = platform.start("'do': [{'await': 'a', 'timeout': '1h'}, {'task': 'echo'}]", null);
        assertThat(waiting(run, "do.0").status()).isEqualTo(RunState.WAITING);

        platform.stop(first);
        run.signal(Signals.SIGNAL, signal("1", "a", "meanwhile"));
        platform.engine(tasks);

        assertThat(run.getResult(Object.class)).isEqualTo("meanwhile");
    }

    @Test
    void aPausedRunBeginsNothingUntilItGoesOn() throws InterruptedException {
        platform.engine(tasks);
        var run = platform.start("'do': [{'task': 'hold'}, {'task': 'echo'}]", null);
        stepped(run, "do.0", StepState.QUEUED);

        run.signal(Signals.PAUSE, new Pause("1", "we count", "ada", null));
        platform.topic.await(id(run), event -> event.status() == RunState.PAUSED);
        released.countDown();
        ended(run, "do.0");
        run.signal(Signals.RESUME, new Resume("2", "counted", "ada"));

        assertThat(run.getResult(Object.class)).isEqualTo("held");
        var events = platform.topic.events(id(run));
        assertThat(events)
                .filteredOn(event -> event.status() == RunState.PAUSED)
                .hasSize(2)
                .allSatisfy(event -> assertThat(((Changed) event).reason()).isEqualTo("we count"));
        assertThat(events.stream().map(RunEvent::status).distinct())
                .containsExactly(RunState.RUNNING, RunState.PAUSED, RunState.SUCCEEDED);
    }

    @Test
    void aPauseEndsByItself() {
        platform.engine(tasks);
        var run = platform.start("'do': [{'await': 'a'}, {'task': 'echo'}]", null);

        var until = Instant.now().plusSeconds(2).toString();
        run.signal(Signals.PAUSE, new Pause("1", "a moment", null, until));
        run.signal(Signals.SIGNAL, signal("2", "a", 7L));

        assertThat(run.getResult(Object.class)).isEqualTo(7L);
        assertThat(platform.history(run))
                .filteredOn(HistoryEvent::hasTimerFiredEventAttributes)
                .hasSize(1);
    }

    private static void broken(WorkflowStub run) {
        run.signal(Signals.SIGNAL);
        run.signal(Signals.SIGNAL, "text");
        run.signal(Signals.SIGNAL, Map.of("id", "9"));
        run.signal(Signals.SIGNAL, Map.of("id", "9", "name", List.of(1), "value", 1));
        run.signal(Signals.SIGNAL, Map.of("id", "8", "name", "a", "error", Map.of("code", "X")));
        run.signal(Signals.SIGNAL, (Object) null);
        run.signal(Signals.PAUSE, Map.of("id", "9", "reason", "x", "until", "soon"));
        run.signal(Signals.PAUSE, List.of());
        run.signal(Signals.RESUME, 7);
    }

    private static Signal signal(String id, String name, Object value) {
        return new Signal(id, name, null, value, null, "ada");
    }

    private RunEvent waiting(WorkflowStub run, String path) throws InterruptedException {
        return stepped(run, path, StepState.WAITING);
    }

    private void ended(WorkflowStub run, String path) throws InterruptedException {
        stepped(run, path, StepState.SUCCEEDED);
    }

    private RunEvent stepped(WorkflowStub run, String path, StepState state)
            throws InterruptedException {
        return platform.topic.await(
                id(run),
                event ->
                        Steps.all(List.of(event))
                                .anyMatch(s -> s.path().equals(path) && s.state() == state));
    }

    private static List<StepState> states(List<RunEvent> events, String path) {
        return Steps.of(events, path).stream().map(StepChange::state).toList();
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }

    private static ApplicationFailure cause(WorkflowStub run) {
        return (ApplicationFailure)
                catchThrowableOfType(
                                WorkflowFailedException.class, () -> run.getResult(Object.class))
                        .getCause();
    }
}
