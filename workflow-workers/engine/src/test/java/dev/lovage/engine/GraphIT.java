package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.Payload;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/// State graphs on a real server.
@Timeout(120)
class GraphIT {
    private static final int BARE_RUN = 5;
    private static final int TASK = 6;
    private static final int TWO_TASKS_AT_ONCE = 9;

    /// A model that asks for tools until it knows the answer.
    private static final String AGENT =
            """
            'do': {'graph': {
              'state': {'messages': {'initial': ['${input}'], 'merge': 'append'}, 'cost': {'merge': 'add'}},
              'start': 'agent',
              'nodes': {
                'agent': {'task': 'chat', 'with': {'messages': '${state.messages}'},
                          'update': {'messages': '${[result.message]}', 'cost': '${result.tokens}'}},
                'tools': {'map': '${state.messages[size(state.messages)-1].calls}', 'as': 'call',
                          'do': {'task': '${call.name}', 'oneOf': ['search', 'calculate'], 'with': '${call}'},
                          'update': {'messages': '${result}'}}},
              'edges': [
                {'from': 'agent', 'choose': '${has(state.messages[size(state.messages)-1].calls) ? `tools` : `end`}'},
                {'from': 'tools', 'to': 'agent'}],
              'maxSteps': %d}}
            """
                    .replace("`", "\\u0027");

    private final CyclicBarrier atOnce = new CyclicBarrier(2);
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    private Map<String, Task> tasks() {
        return Map.of("chat", GraphIT::chat, "search", this::tool, "calculate", this::tool);
    }

    /// Asks for two tools, then says how much it has heard.
    private static Object chat(List<Object> arguments) {
        var messages = (List<?>) ((Map<?, ?>) arguments.getFirst()).get("messages");
        var calls = List.of(Map.of("name", "search"), Map.of("name", "calculate"));
        var heard = messages.size();
        var message = heard < 4 ? Map.of("calls", calls) : Map.of("heard", heard);
        return Map.of("message", message, "tokens", 5);
    }

    /// Answers only while the other tool is asked too.
    private Object tool(List<Object> arguments) throws Exception {
        atOnce.await(20, TimeUnit.SECONDS);
        return ((Map<?, ?>) arguments.getFirst()).get("name");
    }

    @Test
    void aModelCallsItsToolsAtOnceAndEveryUpdateIsRecorded() throws InterruptedException {
        platform.engine(tasks());

        var run = platform.start(AGENT.formatted(3), "why?");

        assertThat(run.getResult(Object.class))
                .hasToString(
                        "{messages=[why?, {calls=[{name=search}, {name=calculate}]},"
                                + " search, calculate, {heard=4}], cost=10}");
        assertThat(platform.history(run)).hasSize(BARE_RUN + 2 * TASK + TWO_TASKS_AT_ONCE);
        var events = platform.topic.events(id(run));
        assertThat(Steps.of(events, "do.n.0.agent.u").getLast().value())
                .isEqualTo(
                        new Payload.Inline(
                                Map.of("messages", List.of(Map.of("calls", asked())), "cost", 5L)));
        assertThat(Steps.of(events, "do.n.1.tools.u").getLast().value())
                .isEqualTo(new Payload.Inline(Map.of("messages", List.of("search", "calculate"))));
        assertThat(Steps.of(events, "do").stream().map(StepChange::state))
                .containsExactly(StepState.RUNNING, StepState.SUCCEEDED);
    }

    private static List<Map<String, String>> asked() {
        return List.of(Map.of("name", "search"), Map.of("name", "calculate"));
    }

    @Test
    void aPersonWhoIsAskedUpdatesTheStateBeforeTheNodeRuns() throws InterruptedException {
        platform.engine(Map.of("tell", List::getFirst));
        var run =
                platform.start(
                        """
                        'do': {'graph': {
                          'state': {'draft': {'initial': '${input}'}, 'told': {}},
                          'start': 'send',
                          'nodes': {'send': {'task': 'tell', 'args': ['${state.draft}'], 'update': {'told': '${result}'}}},
                          'interruptBefore': ['send']}}
                        """,
                        "a draft");
        platform.topic.await(
                id(run),
                event ->
                        Steps.of(List.of(event), "do.n.0.send.i").stream()
                                .anyMatch(step -> step.state() == StepState.WAITING));

        var answer = Map.<String, Object>of("update", Map.of("draft", "better"));
        run.signal(Signals.SIGNAL, new Signal("1", "send", null, answer, null, "ada"));

        assertThat(run.getResult(Object.class)).hasToString("{draft=better, told=better}");
        assertThat(Steps.of(platform.topic.events(id(run)), "do.n.0.send.i").getLast().value())
                .isEqualTo(new Payload.Inline(answer));
    }

    @Test
    void aGraphThatDoesNotEndIsStopped() {
        platform.engine(tasks());

        var run = platform.start(AGENT.formatted(2), "why?");

        var failed =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));
        assertThat(((ApplicationFailure) failed.getCause()).getType())
                .isEqualTo("GRAPH_STEP_LIMIT");
    }

    @Test
    void aGraphGoesOnWithAnotherWorkerWhereTheFirstOneWasLost() throws InterruptedException {
        var running = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var first =
                platform.engine(
                        Map.of(
                                "chat",
                                GraphIT::chat,
                                "search",
                                this::tool,
                                "calculate",
                                _ -> {
                                    running.countDown();
                                    return never.await(60, TimeUnit.SECONDS);
                                }));
        var run = platform.start(AGENT.formatted(3), "why?");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        platform.stop(first);
        atOnce.reset();
        platform.engine(tasks());

        assertThat(((Map<?, ?>) run.getResult(Object.class)).get("cost")).isEqualTo(10L);
        assertThat(
                        Steps.of(platform.topic.events(id(run)), "do.n.0.agent").stream()
                                .filter(step -> step.state() == StepState.SUCCEEDED)
                                .map(StepChange::seq)
                                .distinct())
                .hasSize(1);
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
