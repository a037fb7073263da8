package dev.lovage.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What attempts say while they run, through a server.
@Timeout(60)
final class TelemetryTest {
    private final Rig rig = new Rig(new Sample());

    @SuppressWarnings("unused") // called through the registry
    public static final class Sample {
        @Task("counts")
        public int counts(TaskContext context) {
            context.progress(3, 10, "rows");
            return 3;
        }

        @Task("busy-once")
        public int busyOnce(TaskContext context) {
            if (context.attempt() == 1) {
                throw TaskFailure.of("BUSY", "later").withDetails(Map.of("secret", 1));
            }
            return context.attempt();
        }

        @Task("declines")
        public void declines() {
            throw TaskFailure.of("CARD_DECLINED", "no").permanent();
        }

        @Task("asks-again")
        public void asksAgain(TaskContext context) {
            throw context.retry(Duration.ofMinutes(5));
        }
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private List<AttemptEvent> told() {
        return List.copyOf(rig.told);
    }

    private Ended end(int index) {
        return (Ended) rig.told.stream().filter(Ended.class::isInstance).toList().get(index);
    }

    @Test
    void saysThatItBeganHowFarItIsAndThatItEnded() {
        rig.call("counts");

        assertThat(told())
                .extracting(AttemptEvent::getClass)
                .<Object>containsExactly(Began.class, Progressed.class, Ended.class);
        assertThat(told())
                .allSatisfy(event -> {
                    var subject = event.subject();
                    assertThat(subject.tenant()).isEqualTo("acme");
                    assertThat(subject.run()).isEqualTo("r~1");
                    assertThat(subject.accepted()).isEqualTo(Instant.ofEpochMilli(7));
                    assertThat(subject.temporalRun()).isNotEmpty();
                    assertThat(subject.path()).isEqualTo("do.1");
                    assertThat(subject.task()).isEqualTo("counts");
                    assertThat(subject.attempt()).isEqualTo(1);
                    assertThat(subject.worker()).isEqualTo("rig@host");
                });
        assertThat(end(0).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void saysWhyItFailedAndWhenItIsTriedAgain() {
        rig.call("busy-once");

        var failed = end(0);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.error().code()).isEqualTo("BUSY");
        assertThat(failed.error().details()).isNull();
        assertThat(failed.next()).isAfter(failed.at());
        assertThat(end(1).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(end(1).subject().attempt()).isEqualTo(2);
    }

    @Test
    void promisesNoAttemptThatThereIsNot() {
        rig.failure("declines");
        assertThat(end(0).error().retryable()).isFalse();
        assertThat(end(0).next()).isNull();
    }

    @Test
    void leavesItToTheRunWhenATaskAsksForAnotherAttempt() {
        rig.failure("asks-again");

        assertThat(end(0).error().type()).isEqualTo("lovage.Retry");
        assertThat(end(0).next()).isNull();
    }

    @Test
    void ofAnInlineCallOnlyProgressAndFailuresAreWorthAWord() {
        rig.startInline("counts").getResult(Object.class);
        assertThat(told()).singleElement().isInstanceOf(Progressed.class);

        rig.told.clear();
        rig.startInline("busy-once").getResult(Object.class);
        assertThat(told()).singleElement().isInstanceOf(Ended.class);
    }

    @Test
    void ofACallThatIsNotOursNothingIsSaid() {
        rig.with(null).call("counts");

        await().until(() -> !rig.ends.isEmpty());
        assertThat(told()).isEmpty();
    }
}
