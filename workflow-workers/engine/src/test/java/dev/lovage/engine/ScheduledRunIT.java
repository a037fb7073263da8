package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Runs that Temporal's own scheduler starts, again and again with the same input.
@Timeout(60)
class ScheduledRunIT {
    private static final Instant DUE = Instant.parse("2026-10-31T05:30:00Z");
    private static final Instant AGAIN = Instant.parse("2026-11-01T05:30:00Z");

    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());
    private final String prefix = "test~" + UUID.randomUUID();
    private ScheduleHandle schedule;

    @BeforeEach
    void schedule() {
        platform.engine(Map.of());
        var options =
                ScheduleClientOptions.newBuilder()
                        .setNamespace(Stack.shared().namespace())
                        .setDataConverter(Json.converter())
                        .build();
        schedule =
                ScheduleClient.newInstance(platform.stubs, options)
                        .createSchedule(prefix, paused(), ScheduleOptions.newBuilder().build());
    }

    @AfterEach
    void end() {
        schedule.delete();
        platform.close();
    }

    private Schedule paused() {
        var origin = new RunInput.Origin("schedule", "nightly", List.of(AGAIN.getEpochSecond()));
        return Schedule.newBuilder()
                .setAction(
                        ScheduleActionStartWorkflow.newBuilder()
                                .setWorkflowType(RunInput.TYPE)
                                .setArguments(
                                        TestPlatform.input(
                                                        "'do': [{'value': '${run.scheduledAt}'}]",
                                                        null)
                                                .by(origin))
                                .setOptions(
                                        WorkflowOptions.newBuilder()
                                                .setWorkflowId(prefix)
                                                .setTaskQueue(platform.queue)
                                                .build())
                                .build())
                .setSpec(
                        ScheduleSpec.newBuilder().setCronExpressions(List.of("30 5 * * *")).build())
                .setState(ScheduleState.newBuilder().setPaused(true).build())
                .build();
    }

    private List<RunEvent> eventsOf(Instant due) throws InterruptedException {
        schedule.backfill(
                List.of(
                        new ScheduleBackfill(
                                due,
                                due,
                                ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL)));
        return platform.topic.events(prefix + "-" + due);
    }

    @Test
    void aRunKnowsWhatItIsDueForAndIsAcceptedWhenItStarts() throws InterruptedException {
        var events = eventsOf(DUE);

        var subject = events.getFirst().subject();
        assertThat(subject.accepted().toEpochMilli()).isEqualTo(subject.epoch());
        assertThat(subject.accepted()).isAfter(AGAIN);
        assertThat(events.getLast().status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(platform.client.newUntypedWorkflowStub(subject.run()).getResult(String.class))
                .isEqualTo("2026-10-31T05:30:00Z");
    }

    @Test
    void aRunIsSkippedWhoseLocalTimeWasThereBefore() throws InterruptedException {
        var events = eventsOf(AGAIN);

        assertThat(events.getLast().status()).isEqualTo(RunState.SKIPPED);
        var last = platform.client.fetchHistory(prefix + "-" + AGAIN).getEvents().getLast();
        var result = last.getWorkflowExecutionCompletedEventAttributes().getResult();
        assertThat(result.getPayloads(0).getMetadataOrThrow("encoding").toStringUtf8())
                .isEqualTo("json/lovage-skipped");
    }
}
