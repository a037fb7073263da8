package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.canvas.Signals;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// What a pause holds back besides new steps: calls that would be made here, and those that would
/// be tried again.
@Timeout(60)
class PausedCallsTest {
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();
    private PortBoundTestServer server;
    private TestPlatform platform;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port, true);
        platform = new TestPlatform("127.0.0.1:" + port, "default");
        platform.engine(
                Map.of(
                        "hold",
                        _ -> held.await(30, TimeUnit.SECONDS),
                        "count",
                        _ -> (long) made.incrementAndGet(),
                        "again",
                        _ -> {
                            held.await(30, TimeUnit.SECONDS);
                            if (made.incrementAndGet() > 1) {
                                return "at last";
                            }
                            throw ApplicationFailure.newNonRetryableFailure(
                                    "not yet", RetryRequest.TYPE, Map.of("delay", "1s", "max", 2));
                        }));
    }

    @AfterEach
    void stop() {
        held.countDown();
        platform.close();
        server.close();
    }

    private void pause(WorkflowStub run) throws InterruptedException {
        run.signal(Signals.PAUSE, new Signals.Pause("p", "lunch", "ada", null));
        platform.topic.await(id(run), event -> event.status() == RunState.PAUSED);
    }

    private static void resume(WorkflowStub run) {
        run.signal(Signals.RESUME, new Signals.Resume("r", "done", "ada"));
    }

    private void until(WorkflowStub run, String path, StepState state) throws InterruptedException {
        platform.topic.await(
                id(run),
                event ->
                        Steps.of(List.of(event), path).stream()
                                .anyMatch(step -> step.state() == state));
    }

    @Test
    void noCallIsMadeHereUntilTheRunGoesOn() throws InterruptedException {
        var run =
                platform.start(
                        "'do': [{'task': 'hold'}, {'map': [1, 2, 3], 'do': {'task': 'count'}}]",
                        null,
                        Set.of("count"));
        until(run, "do.0", StepState.QUEUED);

        pause(run);
        held.countDown();
        until(run, "do.0", StepState.SUCCEEDED);
        assertThat(made).hasValue(0);
        resume(run);

        assertThat((List<?>) run.getResult(Object.class))
                .map(Long.class::cast)
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aCallThatAskedForAnotherAttemptGetsItWhenTheRunGoesOn() throws InterruptedException {
        var run = platform.start("'do': {'task': 'again'}", null);
        until(run, "do", StepState.QUEUED);

        pause(run);
        held.countDown();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.history(run).stream()
                                .anyMatch(HistoryEvent::hasTimerFiredEventAttributes));
        resume(run);

        assertThat(run.getResult(Object.class)).isEqualTo("at last");
        var history = platform.history(run);
        var fired = last(history, HistoryEvent::hasTimerFiredEventAttributes);
        var resumed = last(history, HistoryEvent::hasWorkflowExecutionSignaledEventAttributes);
        var dispatched = last(history, HistoryEvent::hasActivityTaskScheduledEventAttributes);
        assertThat(List.of(fired, resumed, dispatched)).isSorted();
    }

    private static long last(List<HistoryEvent> history, Predicate<HistoryEvent> like) {
        return history.stream().filter(like).mapToLong(HistoryEvent::getEventId).max().orElse(-1);
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
