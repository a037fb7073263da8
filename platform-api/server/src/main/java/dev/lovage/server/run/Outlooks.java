package dev.lovage.server.run;

import com.google.protobuf.Timestamp;

import dev.lovage.server.run.Outlook.Call;
import dev.lovage.server.run.Outlook.Trouble;
import dev.lovage.server.run.Outlook.Turn;
import dev.lovage.server.run.RunEngine.Polling;

import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads an outlook from Temporal's description.
final class Outlooks {
    /// A poll lasts a minute at most; Temporal remembers those who asked for five.
    private static final Duration POLLS = Duration.ofSeconds(75);

    private Outlooks() {}

    /// Nothing for a workflow that is none of ours.
    static Optional<Outlook> of(DescribeWorkflowExecutionResponse answer) {
        var info = answer.getWorkflowExecutionInfo();
        return Memos.description(info)
                .map(description ->
                        new Outlook(
                                description,
                                instant(info.getExecutionTime()),
                                turn(answer),
                                answer.getPendingActivitiesList().stream()
                                        .map(Outlooks::call)
                                        .toList(),
                                info.getHistoryLength()));
    }

    static Polling polling(DescribeTaskQueueResponse answer, Instant now) {
        var since = now.minus(POLLS);
        var pollers =
                answer.getPollersList().stream()
                        .filter(poller -> instant(poller.getLastAccessTime()).isAfter(since))
                        .count();
        var stats = answer.getStats();
        return new Polling(
                Math.toIntExact(pollers),
                stats.getApproximateBacklogCount(),
                Duration.ofSeconds(stats.getApproximateBacklogAge().getSeconds()),
                stats.getTasksDispatchRate());
    }

    /// @param events the newest first
    static Optional<Trouble> stumble(List<HistoryEvent> events) {
        return events.stream()
                .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                .findFirst()
                .map(event -> event.getWorkflowTaskFailedEventAttributes().getFailure())
                .map(Outlooks::cause)
                .map(Outlooks::trouble);
    }

    /// What it began with: the SDK wraps it.
    private static Failure cause(Failure failure) {
        var cause = failure;
        while (cause.hasCause()) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static @Nullable Turn turn(DescribeWorkflowExecutionResponse answer) {
        if (!answer.hasPendingWorkflowTask()) {
            return null;
        }
        var turn = answer.getPendingWorkflowTask();
        var taken = PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_STARTED;
        return new Turn(
                instant(turn.getOriginalScheduledTime()),
                turn.getState() == taken,
                turn.getAttempt());
    }

    private static Call call(PendingActivityInfo info) {
        var waits = PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
        return new Call(
                info.getActivityId(),
                info.getActivityType().getName(),
                info.getActivityOptions().getTaskQueue().getName(),
                since(info),
                info.getState() != waits,
                info.getAttempt(),
                info.hasNextAttemptScheduleTime()
                        ? instant(info.getNextAttemptScheduleTime())
                        : null,
                info.hasLastFailure() ? trouble(info.getLastFailure()) : null);
    }

    /// Of a call that is tried again Temporal says when that will be, not when it was handed over.
    private static Instant since(PendingActivityInfo info) {
        return instant(
                info.hasLastAttemptCompleteTime()
                        ? info.getLastAttemptCompleteTime()
                        : info.getScheduledTime());
    }

    private static Trouble trouble(Failure failure) {
        var type = failure.getApplicationFailureInfo().getType();
        return new Trouble(type.isEmpty() ? "TASK_FAILED" : type, failure.getMessage());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
