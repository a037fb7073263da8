package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
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
import java.util.Collections;
import java.util.Map;

/// Calls that no worker serves, on a server that skips the time they wait.
@Timeout(120)
class UnservedTest {
    private PortBoundTestServer server;
    private TestPlatform platform;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port, false);
        platform = new TestPlatform("127.0.0.1:" + port, "default");
    }

    @AfterEach
    void stop() {
        platform.close();
        server.close();
    }

    @Test
    void oneOf200CallsAsksForAllAsLongAsNobodyServesThem() throws InterruptedException {
        platform.engine(Map.of());
        var run =
                platform.start(
                        "'do': {'map': '${input}', 'do': {'task': 'late'}, 'timeout': {'queue': '4m'}}",
                        Collections.nCopies(200, 1));

        var thrown =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));

        assertThat(((ApplicationFailure) thrown.getCause()).getType()).isEqualTo("TIMEOUT_QUEUE");
        int asked = 5 + (240 - 31) / 30;
        var history = platform.history(run);
        assertThat(history.stream().filter(HistoryEvent::hasActivityTaskScheduledEventAttributes))
                .as("after 1, 2, 4, 8, 16 and then every 30 seconds")
                .hasSize(200 + asked);
        assertThat(history).as("each asks by some 13 events").hasSizeLessThan(200 * 6 + asked * 14);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.m.199"))
                .extracting(StepChange::state)
                .containsExactly(StepState.QUEUED, StepState.WAITING, StepState.TIMED_OUT);
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
