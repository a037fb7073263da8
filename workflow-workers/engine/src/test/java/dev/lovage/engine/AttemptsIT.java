package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.task.HeaderInterceptor;
import dev.lovage.engine.task.TaskActivity;
import dev.lovage.engine.task.Telemetry;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.local.Stack;
import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.Tasks;

import io.temporal.client.WorkflowFailedException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What attempts say while a run is on a real server.
@Timeout(60)
class AttemptsIT {
    private static final String TWICE =
            "'do': [{'task': 'second-time-lucky', 'timeout': {'heartbeat': '2s'}, 'retry':"
                    + " {'attempts': 2, 'backoff': 'PT0.1S'}}]";

    private final Sample sample = new Sample();
    private final Queue<AttemptEvent> told = new ConcurrentLinkedQueue<>();
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @SuppressWarnings("unused") // called through the registry
    public static final class Sample {
        final AtomicInteger calls = new AtomicInteger();

        @Task("third-time-lucky")
        public int lucky(TaskContext context) {
            if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            return context.attempt();
        }

        @Task("second-time-lucky")
        public int second(TaskContext context) {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return context.attempt();
        }

        @Task("never")
        public void never() {
            throw new IllegalStateException("never");
        }
    }

    private final class Ear implements Telemetry {
        @Override
        public String worker() {
            return "w";
        }

        @Override
        public void tell(AttemptEvent event) {
            told.add(event);
        }
    }

    private void serve() {
        var activity = new TaskActivity(Tasks.of(sample), (_, _) -> {}, new Ear());
        platform.engine(
                new EngineOptions.Tasks(activity, List.of(new HeaderInterceptor()), 10),
                platform.topic,
                new Versioning.None());
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void everyAttemptSaysThatItBeganAndHowItEnded() {
        serve();
        var run =
                platform.start(
                        "'do': [{'task': 'third-time-lucky', 'retry': {'attempts': 3, 'backoff':"
                                + " 'PT0.1S'}}]",
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo(3L);

        var subjects = told.stream().map(AttemptEvent::subject).toList();
        assertThat(subjects)
                .extracting(AttemptEvent.Subject::attempt)
                .containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(subjects)
                .allSatisfy(subject -> {
                    assertThat(subject.run()).isEqualTo(run.getExecution().getWorkflowId());
                    assertThat(subject.temporalRun()).isEqualTo(run.getExecution().getRunId());
                    assertThat(subject.accepted().toEpochMilli()).isEqualTo(1_700_000_000_000L);
                    assertThat(subject.path()).isEqualTo("do.0");
                });
        assertThat(told).filteredOn(Began.class::isInstance).hasSize(3);
        assertThat(ends())
                .extracting(Ended::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(ends().getFirst().next()).isAfter(ends().getFirst().at());
    }

    @Test
    void theLastAttemptPromisesNoOther() {
        serve();
        var run =
                platform.start(
                        "'do': [{'task': 'never', 'retry': {'attempts': 2, 'backoff': 'PT0.01S'}}]",
                        null);

        assertThatThrownBy(() -> run.getResult(Object.class))
                .isInstanceOf(WorkflowFailedException.class);

        assertThat(ends()).hasSize(2);
        assertThat(ends().get(0).next()).isNotNull();
        assertThat(ends().get(1).next()).isNull();
        assertThat(ends().get(1).error().message()).isEqualTo("never");
    }

    /// Its worker stood still between Temporal's word and the attempt's first.
    @Test
    void anAttemptThatTemporalHasGivenUpDoesNothing() {
        var beats = new Freeze(Swallow.HEARTBEATS);
        platform.between = List.of(beats);
        serve();
        beats.freeze();
        var run = platform.start(TWICE, null);

        assertThat(run.getResult(Object.class)).isEqualTo(2L);
        assertThat(sample.calls).hasValue(2);
        beats.thaw();
        await().until(() -> ends().stream().anyMatch(it -> it.outcome() == Outcome.CANCELLED));

        assertThat(sample.calls).hasValue(2);
    }

    @Test
    void anAttemptWaitsUntilTemporalKnowsWhichOneItIs() {
        var beats = new Swallow(Swallow.HEARTBEATS);
        platform.between = List.of(beats);
        serve();
        beats.next();
        beats.next();
        var run = platform.start(TWICE, null);

        assertThat(run.getResult(Object.class)).isEqualTo(2L);
        assertThat(beats.swallowed()).isEqualTo(2);
    }

    private List<Ended> ends() {
        return told.stream().filter(Ended.class::isInstance).map(Ended.class::cast).toList();
    }
}
