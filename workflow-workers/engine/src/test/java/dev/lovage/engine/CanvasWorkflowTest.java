package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/// Runs on Temporal's in-memory server, which has no persistence but all that a run needs.
@Timeout(120)
class CanvasWorkflowTest {
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
                                arguments ->
                                        arguments.size() == 1 ? arguments.getFirst() : arguments,
                        "fail",
                                _ -> {
                                    throw new IllegalStateException("as asked");
                                }));
    }

    @AfterAll
    static void stop() {
        platform.close();
        server.close();
    }

    @Test
    void aRunGivesTheValueOfItsLastStep() throws InterruptedException {
        var run =
                platform.start(
                        """
                        'do': [{'task': 'echo', 'args': ['${input.name}']},
                               {'map': '${[1, 2]}', 'as': 'x',
                                'do': {'task': 'echo', 'with': {'x': '${x}'}}}]
                        """,
                        Map.of("name", "Lovage"));

        assertThat(run.getResult(Object.class))
                .isEqualTo(List.of(Map.of("x", 1L), Map.of("x", 2L)));
        var id = run.getExecution().getWorkflowId();
        assertThat(platform.topic.events(id).getFirst()).isInstanceOf(Started.class);
        assertThat(platform.topic.events(id).getLast())
                .isInstanceOfSatisfying(
                        Closed.class,
                        closed -> {
                            assertThat(closed.status()).isEqualTo(RunState.SUCCEEDED);
                            assertThat(closed.counts()).isEqualTo(Map.of(StepState.SUCCEEDED, 4));
                        });
    }

    @Test
    void aFailedRunSaysWhatFailedWhereAndWhen() {
        var run = platform.start("'do': [{'task': 'echo'}, {'task': 'fail'}]", null);

        var thrown =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));

        assertThat(thrown.getCause())
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> {
                            assertThat(failure.getType()).isEqualTo("TASK_FAILED");
                            assertThat(failure.getDetails().get(0, Object.class))
                                    .asInstanceOf(
                                            InstanceOfAssertFactories.map(
                                                    String.class, Object.class))
                                    .containsEntry("path", "do.1")
                                    .containsEntry("attempt", 1L);
                        });
    }

    @Test
    void aCallThatIsCancelledBeforeItLeavesHasNoActivity() throws InterruptedException {
        var run =
                platform.start(
                        "'do': {'group': [{'task': 'echo'}, {'value': '${input.none}'}], 'policy': 'fail-fast'}",
                        null);

        catchThrowableOfType(WorkflowFailedException.class, () -> run.getResult(Object.class));

        assertThat(platform.history(run))
                .noneMatch(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .noneMatch(HistoryEvent::hasTimerStartedEventAttributes);
        var events = platform.topic.events(run.getExecution().getWorkflowId());
        assertThat(Steps.of(events, "do.g.0"))
                .extracting(StepChange::state, StepChange::attempt, StepChange::work)
                .containsExactly(
                        tuple(StepState.QUEUED, 0, new Work.Task("echo", platform.queue, null)),
                        tuple(StepState.CANCELLED, 0, new Work.Task("echo", platform.queue, null)));
    }
}
