package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput.Resume;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Closed runs that are repeated, on a real server.
@Timeout(120)
class RerunIT {
    private static final String MAP =
            """
            'do': [{'id': 'first', 'task': 'log', 'args': ['first']}, {'wait': '1s'},
                {'map': [1, 2, 3], 'do': [{'task': 'log', 'args': ['got ${item}']}, {'task': 'brittle', 'args': ['${item}']}]},
                {'task': 'log', 'args': ['${steps.first} ${prev}']}]
            """;

    private final ConcurrentLinkedQueue<Object> log = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final Map<String, Task> tasks =
            Map.of(
                    "log",
                    arguments -> {
                        log.add(arguments.getFirst());
                        return arguments.getFirst();
                    },
                    "brittle",
                    arguments -> {
                        if (broken.get() && arguments.getFirst().equals(2L)) {
                            throw new IllegalStateException("as asked");
                        }
                        log.add("made " + arguments.getFirst());
                        return arguments.getFirst();
                    });
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    private WorkflowStub failed() {
        var run = platform.start(MAP, null);
        assertThatThrownBy(() -> run.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class);
        return run;
    }

    private static Plan plan(WorkflowStub run, String from, String only) {
        return run.query(Rerun.QUERY, Plan.class, new Wish(from, only, false));
    }

    private WorkflowStub again(Plan plan) {
        return platform.start(TestPlatform.input(MAP, null).after(new Resume(plan.steps(), null)));
    }

    @Test
    void aRerunFromTheFailureUsesWhatWasDoneAlsoByAnotherWorker() throws InterruptedException {
        var engine = platform.engine(tasks);
        var failed = failed();
        assertThat(log).hasSize(6);
        platform.stop(engine);
        broken.set(false);
        platform.engine(tasks);

        var plan = plan(failed, "do.2.m.1.1", null);
        var again = again(plan);

        assertThat(plan.known()).isTrue();
        assertThat(again.getResult(Object.class)).isEqualTo("first [1,2,3]");
        assertThat(List.copyOf(log).subList(6, log.size()))
                .containsExactly("made 2", "first [1,2,3]");
        var events = platform.topic.events(again.getExecution().getWorkflowId());
        assertThat(Steps.of(events, "do.0"))
                .extracting(StepChange::state)
                .containsExactly(StepState.SUCCEEDED);
    }

    @Test
    void onlyOneStepRunsAgain() {
        platform.engine(tasks);
        broken.set(false);
        var run = platform.start(MAP, null);
        assertThat(run.getResult(Object.class)).isEqualTo("first [1,2,3]");
        log.clear();

        var again = again(plan(run, null, "do.2.m.1.0"));

        assertThat(again.getResult(Object.class)).isEqualTo("first [1,2,3]");
        assertThat(log).containsExactly("got 2");
    }
}
