package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.engine.interpreter.Drawn;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls that are made where the run is interpreted, and when they are dispatched all the same.
@Timeout(120)
class InlineTest {
    private static final Set<String> INLINE =
            Set.of("echo", "fail", "flaky", "stuck", "nobody", "slow");
    private static final Map<String, AtomicInteger> MADE = new ConcurrentHashMap<>();
    private static PortBoundTestServer server;
    private static TestPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port, true);
        platform = new TestPlatform("127.0.0.1:" + port, "default");
        platform.engine(
                Map.of(
                        "echo",
                        arguments -> arguments,
                        "plain",
                        arguments -> arguments,
                        "fail",
                        _ -> {
                            throw new IllegalStateException("as asked");
                        },
                        "flaky",
                        arguments -> flaky((String) arguments.get(0), (long) arguments.get(1)),
                        "stuck",
                        _ -> stuck(),
                        "slow",
                        arguments -> made((String) arguments.get(0)) == 1 ? stuck() : "done"));
    }

    @AfterAll
    static void stop() {
        platform.close();
        server.close();
    }

    private static Object flaky(String key, long failures) {
        if (made(key) <= failures) {
            throw new IllegalStateException("not yet");
        }
        return "done";
    }

    private static int made(String key) {
        return MADE.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static Object stuck() throws InterruptedException {
        new CountDownLatch(1).await(5, TimeUnit.SECONDS);
        return "stuck";
    }

    @Test
    void aChainOf40AddsOneEventPerStep() throws Exception {
        var chain = String.join(",", Collections.nCopies(40, "{'task': 'echo', 'args': [1]}"));

        var run = platform.start("'do': [" + chain + "]", null, INLINE);

        assertThat(result(run)).isEqualTo(List.of(1L));
        assertThat(platform.history(run)).hasSizeLessThanOrEqualTo(50);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.39"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(tuple(StepState.QUEUED, 0), tuple(StepState.SUCCEEDED, 1));
    }

    @Test
    void aCallThatIsRefusedOrOnAnotherQueueOrOfAnotherTaskIsDispatched() throws Exception {
        var run =
                platform.start(
                        "'do': [{'task': 'echo', 'inline': false}, {'task': 'plain'},"
                                + " {'task': 'echo', 'queue': '"
                                + platform.queue
                                + "'}]",
                        null,
                        INLINE);
        result(run);
        var elsewhere = platform.start("'do': {'task': 'echo', 'queue': 'other'}", null, INLINE);
        elsewhere.cancel();

        assertThat(dispatched(run)).isEqualTo(2);
        assertThat(made(run)).isEqualTo(1);
        catchThrowableOfType(WorkflowFailedException.class, () -> result(elsewhere));
        assertThat(made(elsewhere)).isZero();
    }

    @Test
    void whatIsReadyTogetherWithADispatchedCallIsNotMadeBeforeThatHasLeft() throws Exception {
        var run =
                platform.start(
                        "'do': {'group': [[{'task': 'echo'}, {'task': 'echo'}], {'task': 'plain'}]}",
                        null,
                        INLINE);

        result(run);

        assertThat(dispatched(run)).isEqualTo(2);
        assertThat(made(run)).isEqualTo(1);
    }

    @Test
    void aMapIsMadeInParallelAndDispatchesOneAfter500() throws Exception {
        var items = Collections.nCopies(600, 1);

        var run =
                platform.start("'do': {'map': '${input}', 'do': {'task': 'echo'}}", items, INLINE);

        assertThat((List<?>) result(run)).hasSize(600);
        assertThat(dispatched(run)).isPositive();
        assertThat(made(run)).isEqualTo(600 - dispatched(run));
    }

    @Test
    void aCallIsTriedThreeTimesHereAndThenDispatched() throws Exception {
        var run =
                platform.start(
                        "'do': [{'task': 'flaky', 'args': ['three', 3], 'retry': {'attempts': 5, 'backoff': 'PT0.01S'}}]",
                        null,
                        INLINE);

        assertThat(result(run)).isEqualTo("done");
        assertThat(made(run)).isEqualTo(1);
        assertThat(dispatched(run)).isEqualTo(1);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0"))
                .extracting(StepChange::state, StepChange::attempt)
                .containsExactly(
                        tuple(StepState.QUEUED, 0),
                        tuple(StepState.RETRYING, 3),
                        tuple(StepState.QUEUED, 3),
                        tuple(StepState.SUCCEEDED, 4));
    }

    @Test
    void aLongPauseIsNotWaitedForHere() throws Exception {
        var run =
                platform.start(
                        "'do': [{'task': 'flaky', 'args': ['pause', 1], 'retry': {'attempts': 2, 'backoff': 'PT0.3S'}}]",
                        null,
                        INLINE);

        assertThat(result(run)).isEqualTo("done");
        assertThat(MADE.get("pause")).hasValue(2);
        assertThat(dispatched(run)).isEqualTo(1);
    }

    @Test
    void aFailureIsThatOfADispatchedCall() throws Exception {
        var canvas = "'do': [{'task': 'fail', 'retry': {'attempts': 2, 'backoff': 'PT0.01S'}}]";
        var here = failure(platform.start(canvas, null, INLINE));
        var there = failure(platform.start(canvas, null));

        assertThat(here.getType()).isEqualTo(there.getType());
        assertThat(here.getOriginalMessage()).isEqualTo(there.getOriginalMessage());
        assertThat(here.getDetails().get(0, Object.class))
                .isEqualTo(there.getDetails().get(0, Object.class));
    }

    @Test
    void aCallThatTakesTooLongHereIsTimedOut() throws Exception {
        var run = platform.start("'do': [{'task': 'stuck'}]", null, INLINE);

        assertThat(failure(run).getType()).isEqualTo("TIMEOUT_ATTEMPT");
        assertThat(dispatched(run)).isZero();
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().state())
                .isEqualTo(StepState.TIMED_OUT);
    }

    @Test
    void aCallThatMayTakeLongerThanItGetsHereIsDispatchedAndThatIsNoAttempt() throws Exception {
        var run =
                platform.start(
                        "'do': [{'task': 'slow', 'args': ['cut'], 'timeout': {'attempt': '10s'}}]",
                        null,
                        INLINE);

        assertThat(result(run)).isEqualTo("done");
        assertThat(dispatched(run)).isEqualTo(1);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().attempt())
                .isEqualTo(1);
    }

    @Test
    void aCallWhoseTaskThisWorkerLacksIsDispatched() throws Exception {
        var run =
                platform.start(
                        "'do': {'group': [{'task': 'nobody'}, {'task': 'nobody'}]}", null, INLINE);

        platform.topic.await(
                id(run),
                event ->
                        Steps.of(List.of(event), "do.g.1").stream()
                                .anyMatch(step -> step.state() == StepState.WAITING));
        run.terminate("seen");

        assertThat(dispatched(run)).isPositive();
    }

    @Test
    void whatACanvasGivesDoesNotDependOnWhereItsCallsAreMade() throws Exception {
        var input = Map.of("n", 7, "list", List.of(1, 2, 3));
        for (var definition : Drawn.definitions().limit(40).toList()) {
            var plain = TestPlatform.input(definition, input);
            var here = ends(platform.start(TestPlatform.inline(plain, INLINE)));
            var there = ends(platform.start(plain));

            assertThat(here).as("%s", definition).isEqualTo(there);
        }
    }

    /// How the run and each of its steps ended.
    private static Map<String, Object> ends(WorkflowStub run) throws Exception {
        var ends = new TreeMap<String, Object>();
        try {
            ends.put("", Collections.singletonList(result(run)));
        } catch (WorkflowFailedException e) {
            ends.put("", ((ApplicationFailure) e.getCause()).getType());
        }
        Steps.all(platform.topic.events(id(run)))
                .filter(step -> step.state().ended())
                .forEach(step ->
                        ends.put(
                                step.path(),
                                List.of(
                                        step.state(),
                                        step.attempt(),
                                        step.value(),
                                        String.valueOf(step.error()))));
        return ends;
    }

    private static Object result(WorkflowStub run) throws TimeoutException {
        return run.getResult(20, TimeUnit.SECONDS, Object.class);
    }

    private static long dispatched(WorkflowStub run) {
        return platform.history(run).stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .count();
    }

    private static long made(WorkflowStub run) {
        return platform.history(run).stream()
                .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
                .count();
    }

    private static ApplicationFailure failure(WorkflowStub run) {
        var thrown = catchThrowableOfType(WorkflowFailedException.class, () -> result(run));
        return (ApplicationFailure) thrown.getCause();
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
