package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Frozen;
import dev.lovage.canvas.Signals;
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
import java.util.Set;
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
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Map<String, Task> tasks =
            Map.of(
                    "log",
                    arguments -> {
                        log.add(arguments.getFirst());
                        return arguments.getFirst();
                    },
                    "held",
                    _ -> goOn.await(60, TimeUnit.SECONDS),
                    "hang",
                    _ -> {
                        hangs.countDown();
                        return TestTasks.untilTold();
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        goOn.countDown();
        platform.close();
    }

    /// Steps one after the other that say when the run began and what was before.
    private static String chain(String last) {
        return "'do': [" + steps() + ", " + last + "]";
    }

    private static String steps() {
        return IntStream.range(0, STEPS)
                .mapToObj(i -> "{'task': 'log', 'args': ['%d ${run.startedAt}']}".formatted(i))
                .collect(Collectors.joining(", "));
    }

    private WorkflowStub start(String definition, int historyEvents) {
        return start(TestPlatform.input(definition, null), historyEvents);
    }

    private WorkflowStub start(RunInput input, int historyEvents) {
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
    void aLoopOfThousandsOfInlineTurnsIsOneRunWithOneCount() throws InterruptedException {
        platform.engine(tasks);
        var turns =
                """
                'do': {'loop': {'while': '${t.index < 3000}', 'max': 3000, 'as': 't',
                    'do': {'task': 'log', 'args': ['${t.index}']}}}
                """;

        var run = start(TestPlatform.inline(TestPlatform.input(turns, null), Set.of("log")), 700);

        assertThat(run.getResult(Object.class)).isEqualTo(2999L);
        var events = platform.topic.events(run.getExecution().getWorkflowId());
        assertThat(events.stream().map(e -> e.subject().temporalRun()).distinct().count())
                .isGreaterThanOrEqualTo(3);
        assertThat(Steps.all(events).map(StepChange::seq).toList())
                .isEqualTo(IntStream.rangeClosed(2, 2 * 3000 + 3).mapToObj(Long::valueOf).toList());
        assertThat(log.stream().distinct()).hasSize(3000);
    }

    @Test
    void signalsAndPausesCountOnceInAllHistoriesTogether() throws InterruptedException {
        platform.engine(tasks);
        var early = new Signals.Signal("s1", "go", null, "early", null, "ada");
        var pause = new Signals.Pause("p1", "lunch", "ada", null);
        var run =
                start(
                        "'do': [{'task': 'held'}, {'chain': [%s]}, {'await': 'go'}, {'await': 'go'}, {'value': '${prev}'}]"
                                .formatted(steps()),
                        20);
        var id = run.getExecution().getWorkflowId();
        var current = platform.client.newUntypedWorkflowStub(id);
        platform.topic.await(id, event -> event.status() == RunState.RUNNING);
        current.signal(Signals.SIGNAL, early);
        current.signal(Signals.PAUSE, pause);
        platform.topic.await(id, event -> event.status() == RunState.PAUSED);
        goOn.countDown();
        current.signal(Signals.RESUME, new Signals.Resume("r1", "done", "ada"));

        var waiting =
                platform.topic.await(
                        id,
                        event ->
                                Steps.all(List.of(event))
                                        .anyMatch(step ->
                                                step.path().equals("do.3")
                                                        && step.state() == StepState.WAITING));
        assertThat(waiting.subject().temporalRun()).isNotEqualTo(run.getExecution().getRunId());
        assertThat(waiting.status()).isEqualTo(RunState.WAITING);
        current.signal(Signals.SIGNAL, early);
        current.signal(Signals.PAUSE, pause);
        current.signal(Signals.SIGNAL, new Signals.Signal("s2", "go", null, "late", null, "ada"));

        assertThat(run.getResult(Object.class)).isEqualTo("late");
        var events = platform.topic.events(id);
        assertThat(Steps.of(events, "do.2"))
                .extracting(StepChange::state)
                .containsExactly(StepState.SUCCEEDED);
        assertThat(events)
                .filteredOn(event -> event.status() == RunState.PAUSED)
                .extracting(event -> event.subject().temporalRun())
                .containsOnly(run.getExecution().getRunId());
    }

    @Test
    void aLoopGoesOnInNewHistoriesBesideOneWhoWaitsAndAfterOneWhoWorks() throws Exception {
        platform.engine(tasks);
        var run =
                start(
                        """
                        'do': {'group': {
                            'who': {'await': 'go', 'timeout': '1h'},
                            'works': [{'task': 'held'}, {'value': 'held'}],
                            'turns': {'loop': {'while': '${t.index < 25}', 'max': 25, 'as': 't',
                                'do': {'task': 'log', 'args': ['${t.index}']}}}}}
                        """,
                        20);
        var id = run.getExecution().getWorkflowId();
        platform.topic.await(
                id,
                event ->
                        Steps.all(List.of(event)).anyMatch(s -> s.path().equals("do.g.turns.l.3")));
        goOn.countDown();
        platform.topic.await(
                id,
                event ->
                        Steps.all(List.of(event))
                                .anyMatch(step ->
                                        step.path().equals("do.g.turns")
                                                && step.state() == StepState.SUCCEEDED));

        var current = platform.client.newUntypedWorkflowStub(id);
        current.signal(
                Signals.SIGNAL, new Signals.Signal("s1", "go", "do.g.who", "now", null, "ada"));

        assertThat(run.getResult(Object.class))
                .isEqualTo(Map.of("who", "now", "works", "held", "turns", 24L));
        var events = platform.topic.events(id);
        assertThat(events.stream().map(e -> e.subject().temporalRun()).distinct().count())
                .isGreaterThan(3);
        assertThat(Steps.all(events).map(StepChange::seq).toList())
                .isEqualTo(
                        IntStream.rangeClosed(2, Steps.all(events).toList().size() + 1)
                                .mapToObj(Long::valueOf)
                                .toList());
        assertThat(Steps.of(events, "do.g.who"))
                .extracting(StepChange::state)
                .containsExactly(StepState.WAITING, StepState.SUCCEEDED);
        assertThat(List.copyOf(log)).doesNotHaveDuplicates().hasSize(25);
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
