package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.TestTasks.Task;
import dev.lovage.engine.interpreter.Drawn;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Random canvases on a real server, against what they mean; also where the worker is lost.
@Timeout(120)
class OracleIT {
    /// After so many calls since the one before, a worker is lost.
    private static final List<Integer> LOSSES = List.of(9, 23);

    private final Semaphore calls = new Semaphore(0);
    private final Map<String, Task> tasks =
            Map.of(
                    "echo",
                    arguments -> {
                        calls.release();
                        return arguments;
                    },
                    "fail",
                    _ -> {
                        throw new IllegalStateException("as asked");
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aHundredCanvasesGiveWhatTheyMean() throws Exception {
        platform.engine(tasks);

        checkAll(start(Drawn.definitions().limit(100).toList()));
    }

    @Test
    void canvasesGiveWhatTheyMeanThoughTheirWorkerIsLost() throws Exception {
        platform.taskTimeout = Duration.ofSeconds(2);
        var engine = platform.engine(tasks);
        var runs =
                start(
                        Drawn.definitions()
                                .filter(each -> each.toString().contains("task=echo"))
                                .skip(100)
                                .limit(20)
                                .map(OracleIT::missedSoon)
                                .toList());

        for (var after : LOSSES) {
            assertThat(calls.tryAcquire(after, 30, TimeUnit.SECONDS)).isTrue();
            platform.wire.cut(true);
            platform.stop(engine);
            platform.wire.cut(false);
            engine = platform.engine(tasks);
        }

        checkAll(runs);
    }

    private Map<Map<String, Object>, WorkflowStub> start(List<Map<String, Object>> definitions) {
        var runs = new LinkedHashMap<Map<String, Object>, WorkflowStub>();
        for (var definition : definitions) {
            runs.put(definition, platform.start(TestPlatform.input(definition, Drawn.input())));
        }
        return runs;
    }

    /// A lost call is heard of after two seconds.
    private static Map<String, Object> missedSoon(Map<String, Object> definition) {
        var all = new LinkedHashMap<>(definition);
        all.put("defaults", Map.of("timeout", Map.of("heartbeat", "2s")));
        return all;
    }

    private static void checkAll(Map<Map<String, Object>, WorkflowStub> runs) throws Exception {
        for (var run : runs.entrySet()) {
            assertThat(json(outcome(run.getValue())))
                    .as("%s", run.getKey())
                    .isEqualTo(json(Drawn.meant(run.getKey())));
        }
    }

    private static Object outcome(WorkflowStub run) throws Exception {
        try {
            return Drawn.plain(run.getResult(60, TimeUnit.SECONDS, Object.class));
        } catch (WorkflowFailedException e) {
            var failure = (ApplicationFailure) e.getCause();
            return "failed at " + failure.getDetails().get(0, Map.class).get("path");
        }
    }

    private static String json(Object value) throws IOException {
        return Json.MAPPER.writeValueAsString(value);
    }
}
