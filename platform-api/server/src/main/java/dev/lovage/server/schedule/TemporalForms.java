package dev.lovage.server.schedule;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Schedule.Counts;
import dev.lovage.client.Schedule.Fired;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Policies;
import dev.lovage.server.Digest;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.run.ScheduledLaunches;
import dev.lovage.server.schedule.ScheduleEngine.Described;
import dev.lovage.server.schedule.ScheduleEngine.Held;
import dev.lovage.server.schedule.ScheduleEngine.Listed;
import dev.lovage.server.schedule.ScheduleEngine.State;
import dev.lovage.server.schedule.ScheduleEngine.Token;
import dev.lovage.server.schedule.ScheduleEngine.Wanted;

import io.temporal.api.common.v1.Memo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.ScheduleAction;
import io.temporal.api.schedule.v1.ScheduleActionResult;
import io.temporal.api.schedule.v1.ScheduleInfo;
import io.temporal.api.schedule.v1.ScheduleListEntry;
import io.temporal.api.schedule.v1.SchedulePolicies;
import io.temporal.api.schedule.v1.ScheduleState;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.NewWorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.common.converter.DataConverter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Schedules in Temporal's form, and back.
record TemporalForms(DataConverter converter) {

    Schedule schedule(Wanted wanted, State state) {
        return Schedule.newBuilder()
                .setSpec(TemporalSpecs.of(wanted.spec()))
                .setAction(ScheduleAction.newBuilder().setStartWorkflow(start(wanted.launch())))
                .setPolicies(policies(wanted.policies()))
                .setState(state(state))
                .build();
    }

    private NewWorkflowExecutionInfo start(Launch launch) {
        var memo = Memo.newBuilder();
        ScheduledLaunches.memo(launch).forEach((key, value) -> memo.putFields(key, json(value)));
        var input = converter.toPayloads(launch.input()).orElseThrow();
        return NewWorkflowExecutionInfo.newBuilder()
                .setWorkflowId(launch.run())
                .setWorkflowType(WorkflowType.newBuilder().setName(RunInput.TYPE))
                .setTaskQueue(TaskQueue.newBuilder().setName(launch.queue()))
                .setWorkflowExecutionTimeout(Durations.fromMillis(launch.timeout().toMillis()))
                .setInput(input)
                .setMemo(memo)
                .build();
    }

    private Payload json(Object value) {
        return converter.toPayload(value).orElseThrow();
    }

    private static SchedulePolicies policies(Policies policies) {
        var catchup = policies.catchup();
        var window = catchup == null ? Duration.ofMinutes(10) : catchup;
        return SchedulePolicies.newBuilder()
                .setOverlapPolicy(
                        overlap(policies.overlap() == null ? Overlap.SKIP : policies.overlap()))
                .setCatchupWindow(Durations.fromMillis(window.toMillis()))
                .setPauseOnFailure(Boolean.TRUE.equals(policies.pauseOnFailure()))
                .build();
    }

    static ScheduleOverlapPolicy overlap(Overlap overlap) {
        return switch (overlap) {
            case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
            case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
            case BUFFER_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
            case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
            case TERMINATE_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER;
            case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
        };
    }

    private static ScheduleState state(State state) {
        var remaining = state.remaining();
        var note = state.note();
        return ScheduleState.newBuilder()
                .setPaused(state.paused())
                .setNotes(note == null ? "" : note)
                .setLimitedActions(remaining != null)
                .setRemainingActions(remaining == null ? 0 : remaining)
                .build();
    }

    static Described described(DescribeScheduleResponse answer) {
        var schedule = answer.getSchedule();
        var info = answer.getInfo();
        return new Described(
                state(schedule.getState()),
                fires(info),
                held(info),
                digest(schedule.toBuilder().clearState().build()),
                new Token(
                        answer.getConflictToken(),
                        info.hasUpdateTime() ? instant(info.getUpdateTime()) : null));
    }

    private static State state(ScheduleState state) {
        return new State(
                state.getPaused(),
                state.getNotes().isEmpty() ? null : state.getNotes(),
                state.getLimitedActions() ? state.getRemainingActions() : null);
    }

    private static Held held(ScheduleInfo info) {
        var running =
                info.getRunningWorkflowsList().stream()
                        .map(WorkflowExecution::getWorkflowId)
                        .toList();
        return new Held(running, info.getBufferSize());
    }

    private static Fires fires(ScheduleInfo info) {
        var counts =
                new Counts(
                        info.getActionCount(),
                        info.getMissedCatchupWindow(),
                        info.getOverlapSkipped() + info.getBufferDropped(),
                        info.getRunningWorkflowsCount());
        return fires(info.getFutureActionTimesList(), info.getRecentActionsList(), counts);
    }

    static Listed listed(ScheduleListEntry entry) {
        var info = entry.getInfo();
        var recent = info.getRecentActionsList();
        return new Listed(
                entry.getScheduleId(),
                info.getWorkflowType().getName(),
                info.getSpec().getTimezoneName(),
                new State(
                        info.getPaused(), info.getNotes().isEmpty() ? null : info.getNotes(), null),
                fires(info.getFutureActionTimesList(), recent, new Counts(recent.size(), 0, 0, 0)));
    }

    private static Fires fires(
            List<Timestamp> next, List<ScheduleActionResult> recent, Counts counts) {
        var fired =
                recent.stream()
                        .filter(ScheduleActionResult::hasStartWorkflowResult)
                        .map(TemporalForms::fired)
                        .sorted(Comparator.comparing(Fired::at).reversed())
                        .toList();
        return new Fires(
                next.stream().map(TemporalForms::instant).toList(),
                fired,
                fired.isEmpty() ? null : fired.getFirst().at(),
                counts);
    }

    private static Fired fired(ScheduleActionResult result) {
        return new Fired(
                instant(result.getScheduleTime()),
                instant(result.getActualTime()),
                result.getStartWorkflowResult().getWorkflowId());
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static Timestamp timestamp(Instant time) {
        return Timestamps.fromMillis(time.toEpochMilli());
    }

    /// The same for equal messages, whatever the order of their maps.
    private static String digest(Message message) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes could not be written to memory", e);
        }
        return Digest.hex(HexFormat.of().formatHex(bytes.toByteArray()));
    }
}
