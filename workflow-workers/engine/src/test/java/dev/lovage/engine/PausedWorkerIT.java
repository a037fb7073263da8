package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.client.WorkflowStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A worker goes on after a pause in which its run went on elsewhere.
@Timeout(60)
class PausedWorkerIT {
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());
    private final MemoryTopic paused = new MemoryTopic();
    private final MemoryTopic other = new MemoryTopic();

    @AfterEach
    void end() {
        platform.close();
    }

    /// What it makes of the workflow tasks that were meant for it has other times than what became
    /// of them, under the same ids.
    @Test
    void whatItMakesOfTasksThatTimedOutIsNeverTold() throws InterruptedException {
        var freeze = new Freeze();
        platform.taskTimeout = Duration.ofSeconds(1);
        platform.between = List.of(freeze);
        platform.engine(Map.of(), paused);
        platform.between = List.of();
        var run =
                platform.start(
                        "'do': [{'wait': '1s'}, {'value': 1}, {'await': 'go'}, {'value': 2}]",
                        null);
        var id = run.getExecution().getWorkflowId();
        paused.await(id, event -> !Steps.of(List.of(event), "do.0").isEmpty());

        freeze.freeze();
        var engine = platform.engine(Map.of(), other);
        other.await(id, event -> !Steps.of(List.of(event), "do.2").isEmpty());
        platform.stop(engine);
        forgetWhoHadIt(run);
        freeze.thaw();
        run.signal(Signals.SIGNAL, new Signal("1", "go", null, true, null, "ada"));

        assertThat(run.getResult(Object.class)).isEqualTo(2L);
        paused.events(id);
        assertThat(platform.history(run))
                .anyMatch(HistoryEvent::hasWorkflowTaskTimedOutEventAttributes);
        assertThat(other.of(id).getFirst().type()).isEqualTo(EventCodec.STARTED);
        assertThat(paused.of(id).getFirst().type()).isEqualTo(EventCodec.STARTED);
        var told = Steps.all(decoded(other.of(id))).toList();
        assertThat(Steps.all(decoded(paused.of(id))).filter(step -> step.seq() <= told.size() + 1))
                .containsExactlyElementsOf(told);
    }

    private static List<RunEvent> decoded(List<CloudEvent> events) {
        return events.stream().map(EventCodec::decode).toList();
    }

    private void forgetWhoHadIt(WorkflowStub run) {
        platform.stubs
                .blockingStub()
                .resetStickyTaskQueue(
                        ResetStickyTaskQueueRequest.newBuilder()
                                .setNamespace(Stack.shared().namespace())
                                .setExecution(run.getExecution())
                                .build());
    }
}
