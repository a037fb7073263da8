package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.EventCodec;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.StepRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class AttemptsIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private final Instant now = Instant.now();
    private final ARun run = ARun.named("census~1");
    private final AnAttempt first = AnAttempt.of("census~1", "do.0", 1).from(now);
    private final AnAttempt second = AnAttempt.of("census~1", "do.0", 2).from(now);
    private final AttemptProjection attempts = new AttemptProjection(database, Clock.systemUTC());

    private void said(AttemptEvent... events) {
        attempts.add(List.of(events));
    }

    private static StepChange queued(long seq, String path) {
        var step = step(seq, path, StepState.QUEUED);
        return new StepChange(
                seq, path, step.state(), step.at(), step.work(), 0, step.value(), null);
    }

    private StepRow shown() {
        return Engines.postgres(database).step(run.key(), "do.0").orElseThrow();
    }

    private String standing() {
        return shown().state() + " " + shown().attempt();
    }

    @Test
    void aStepReadsRunningAndRetryingBetweenWhatTheEventsSay() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        assertThat(standing()).isEqualTo("QUEUED 0");

        said(first.began(1));
        assertThat(standing()).isEqualTo("RUNNING 1");
        said(first.progressed(2, 4));
        assertThat(shown().underway().progress().done()).isEqualTo(4);

        said(first.failed(3, 60));
        assertThat(standing()).isEqualTo("RETRYING 1");
        assertThat(shown().error().message()).isEqualTo("it broke");
        assertThat(shown().underway().retry()).isNotNull();

        said(second.began(61), second.progressed(62, 9));
        assertThat(standing()).isEqualTo("RUNNING 2");

        model.apply(run.changed(3, step(3, "do.0", StepState.SUCCEEDED)));
        said(second.progressed(63, 10), AnAttempt.of("census~1", "do.0", 3).from(now).began(64));
        assertThat(standing()).isEqualTo("SUCCEEDED 1");
        assertThat(shown().underway()).isNull();
    }

    @Test
    void whatIsLateMovesNothingBack() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        said(second.began(9));
        said(first.failed(3, 60));
        said(first.began(1), first.progressed(2, 1));
        assertThat(standing()).isEqualTo("RUNNING 2");

        said(second.failed(12, 60));
        said(second.progressed(11, 7));
        assertThat(standing()).isEqualTo("RETRYING 2");
    }

    @Test
    void telemetryMayBeFasterThanTheEventOrNeverCome() {
        said(first.began(1));
        model.apply(run.started(1), run.changed(2, queued(2, "do.0"), queued(2, "do.1")));

        assertThat(standing()).isEqualTo("RUNNING 1");
        assertThat(Engines.postgres(database).steps(run.key(), List.of("do.1")).getFirst().state())
                .isEqualTo(StepState.QUEUED);
    }

    @Test
    void ofAnExecutionThatIsNoLongerShownNothingIsShown() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        said(first.in("t-older").began(1));
        assertThat(standing()).isEqualTo("QUEUED 0");

        said(first.began(2));
        assertThat(standing()).isEqualTo("RUNNING 1");
    }

    @Test
    void anAttemptThatIsOverStaysInSightUntilTheEventsSayHowItEnded() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        said(first.began(1));
        said(first.ended(2, Outcome.SUCCEEDED));

        assertThat(standing()).isEqualTo("RUNNING 1");
        database.update("update attempts set at = now() - interval '2 minutes'");
        sweep();
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void keepsARowForNoStepThatHasEnded() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0"), queued(2, "do.1")));
        said(
                first.began(1),
                AnAttempt.of("census~1", "do.1", 1).from(now).began(1),
                AnAttempt.of("census~1", "do.7", 1).from(now).began(1));
        model.apply(run.changed(3, step(3, "do.1", StepState.SUCCEEDED)));
        database.update("update attempts set at = now() - interval '2 hours'");
        sweep();

        assertThat(database.value("select string_agg(path, ' ') from attempts")).isEqualTo("do.0");
    }

    @Test
    void attemptsThatBeganAndEndedMeanwhileCostNoRow() {
        var said =
                IntStream.range(0, 500)
                        .mapToObj(n -> AnAttempt.of("census~1", "do." + n, 1).from(now))
                        .flatMap(one ->
                                java.util.stream.Stream.<AttemptEvent>of(
                                        one.began(1), one.ended(2, Outcome.SUCCEEDED)))
                        .toList();
        attempts.add(said);

        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void whatTheTableCannotHoldIsLeftOutAndTheRestIsNot() {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        said(
                AnAttempt.of("a".repeat(5_000), "do.0", 1).from(now).began(1),
                AnAttempt.of("census~1", "do.0", 1).from(Instant.MAX.minusSeconds(9)).began(1),
                first.began(1));

        assertThat(standing()).isEqualTo("RUNNING 1");
    }

    @Test
    void whoFollowsTheTopicTakesWhatCanBeReadOfIt() throws Exception {
        model.apply(run.started(1), run.changed(2, queued(2, "do.0")));
        var state = new ProjectorState(Clock.systemUTC());
        try (var topic = new OwnTopic(2)) {
            topic.garbage("attempts");
            topic.say(first.began(1), first.failed(2, 60));
            try (var loop =
                    new ConsumerLoop(
                            "attempts",
                            () -> Consumers.ofAttempts(topic.kafka),
                            c ->
                                    TelemetryReader.of(
                                            c,
                                            topic.kafka.topic("attempts"),
                                            EventCodec::decodeAttempt,
                                            attempts::add,
                                            state,
                                            Following.PACE),
                            state)) {
                loop.start();
                await().atMost(Duration.ofSeconds(40)).until(() -> standing().equals("RETRYING 1"));
            }
        }
    }

    private void sweep() {
        database.transaction(tx -> {
            AttemptTable.sweep(tx.connection());
            return true;
        });
    }

    private static String rows() {
        return database.value("select count(*) from attempts");
    }
}
