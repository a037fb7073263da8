package dev.lovage.server.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run.Why;
import dev.lovage.client.Run.Why.Kind;
import dev.lovage.events.RunState;
import dev.lovage.server.reconcile.OwnNamespace;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Whether Temporal says what the decisions are made from.
@Timeout(120)
class WhyIT {
    private OwnNamespace temporal;
    private WorkerFactory factory;

    @BeforeEach
    void open() {
        temporal = new OwnNamespace();
        factory = WorkerFactory.newInstance(temporal.client);
    }

    @AfterEach
    void close() {
        factory.shutdownNow();
        temporal.close();
    }

    private Why why(String run) {
        var known =
                new Known(
                        RunState.RUNNING,
                        temporal.engine.outlook(run).orElse(null),
                        List.of(),
                        Duration.ZERO,
                        Instant.now());
        var reason = Deciding.reason(known);
        return Telling.why(
                reason instanceof Reason.Untaken untaken
                        ? untaken.polled(
                                temporal.engine.polling(untaken.place().queue(), untaken.work()))
                        : reason);
    }

    private Why when(String run, Kind kind) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> why(run), why -> why.kind() == kind);
    }

    @Test
    void aRunWhoseQueueNobodyPollsSaysSo() {
        var run = temporal.started("census~alone").run();

        assertThat(when(run, Kind.NO_WORKER).queue()).isEqualTo(OwnNamespace.QUEUE);
    }

    @Test
    void aTaskWhoseQueueNobodyPollsSaysSoAndOneThatFailsSaysWhen() {
        factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Caller.class);
        factory.start();
        var run = temporal.started("census~calls").run();

        var nobody = when(run, Kind.NO_WORKER);
        assertThat(nobody.queue()).isEqualTo("gpu");
        assertThat(nobody.task()).isEqualTo("image.resize");

        var others = WorkerFactory.newInstance(temporal.client);
        try {
            others.newWorker("gpu").registerActivitiesImplementations(new Failing());
            others.start();
            var retrying = when(run, Kind.RETRYING);
            assertThat(retrying.until()).isAfter(retrying.since());
            assertThat(retrying.sentence())
                    .startsWith("`image.resize` failed ")
                    .contains("last with TOO_LARGE: Too many pixels; it is tried again at 20");
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void aRunThatWorkersFailAtTellsWithWhat() {
        factory.newWorker(OwnNamespace.QUEUE).registerWorkflowImplementationTypes(Failed.class);
        factory.start();
        var run = temporal.started("census~wedged").run();

        when(run, Kind.STUCK);

        assertThat(temporal.engine.stumble(run).orElseThrow().message())
                .isEqualTo("No such step: do.9");
    }

    @Test
    void aRunThatWasTerminatedHasEndedThoughNobodyHeardOfIt() {
        var run = temporal.started("census~over").run();
        temporal.engine.terminate(run, "enough");

        assertThat(when(run, Kind.ENDED).sentence()).contains("terminated");
    }

    /// A run that hands one task over.
    @WorkflowInterface
    public interface Calling {
        @WorkflowMethod(name = "lovage.run")
        void run(Map<String, Object> input);
    }

    /// To a queue of its own.
    public static final class Caller implements Calling {
        @Override
        public void run(Map<String, Object> input) {
            var options =
                    ActivityOptions.newBuilder()
                            .setTaskQueue("gpu")
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .setRetryOptions(
                                    RetryOptions.newBuilder()
                                            .setInitialInterval(Duration.ofMinutes(10))
                                            .setMaximumInterval(Duration.ofMinutes(10))
                                            .build())
                            .build();
            Workflow.newActivityStub(Resizing.class, options).resize();
        }
    }

    /// One that cannot go on.
    public static final class Failed implements Calling {
        @Override
        public void run(Map<String, Object> input) {
            throw new IllegalStateException("No such step: do.9");
        }
    }

    /// A task that can only fail.
    @ActivityInterface
    public interface Resizing {
        @ActivityMethod(name = "image.resize")
        void resize();
    }

    /// Each time.
    public static final class Failing implements Resizing {
        @Override
        public void resize() {
            throw ApplicationFailure.newFailure("Too many pixels.", "TOO_LARGE");
        }
    }
}
