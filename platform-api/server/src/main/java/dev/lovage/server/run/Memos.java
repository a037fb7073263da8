package dev.lovage.server.run;

import static dev.lovage.canvas.RunMemo.ACCEPTED;
import static dev.lovage.canvas.RunMemo.BODY_HASH;
import static dev.lovage.canvas.RunMemo.DEFINITION;
import static dev.lovage.canvas.RunMemo.REVISION;
import static dev.lovage.canvas.RunMemo.TENANT;

import dev.lovage.canvas.RunMemo;
import dev.lovage.events.RunState;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Memo;

import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.common.converter.DefaultDataConverter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Reads what Temporal says of a run from outside: the memo that every start of ours carries, the
/// status, the times.
final class Memos {
    /// Start and first workflow task: nobody has taken it yet.
    private static final long UNTOUCHED = 2;

    private Memos() {}

    static Map<String, Object> of(RunEngine.Launch launch) {
        return RunMemo.of(launch.input(), launch.bodyHash());
    }

    /// Nothing for a workflow that is none of ours.
    static Optional<Description> description(WorkflowExecutionInfo info) {
        var fields = info.getMemo().getFieldsMap();
        if (!fields.containsKey(TENANT) || !fields.containsKey(ACCEPTED)) {
            return Optional.empty();
        }
        var memo =
                new Memo(
                        value(info, TENANT, String.class, ""),
                        value(info, DEFINITION, String.class, ""),
                        value(info, REVISION, Integer.class, 0),
                        Instant.ofEpochMilli(value(info, ACCEPTED, Long.class, 0L)),
                        value(info, BODY_HASH, String.class, ""));
        return Optional.of(
                new Description(
                        memo,
                        info.getExecution().getRunId(),
                        state(info),
                        info.getTaskQueue(),
                        Instant.ofEpochSecond(
                                info.getStartTime().getSeconds(), info.getStartTime().getNanos()),
                        ended(info)));
    }

    private static <T> T value(WorkflowExecutionInfo info, String key, Class<T> type, T fallback) {
        var payload = info.getMemo().getFieldsMap().get(key);
        return payload == null
                ? fallback
                : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, type, type);
    }

    private static @Nullable Instant ended(WorkflowExecutionInfo info) {
        return info.hasCloseTime()
                ? Instant.ofEpochSecond(
                        info.getCloseTime().getSeconds(), info.getCloseTime().getNanos())
                : null;
    }

    private static RunState state(WorkflowExecutionInfo info) {
        return switch (info.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> RunState.SUCCEEDED;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> RunState.FAILED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> RunState.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> RunState.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> RunState.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_PAUSED -> RunState.PAUSED;
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED ->
                    isUntouched(info) ? RunState.QUEUED : RunState.RUNNING;
        };
    }

    /// A run that goes on in a new history was taken long ago.
    private static boolean isUntouched(WorkflowExecutionInfo info) {
        var first = info.getFirstRunId();
        return info.getHistoryLength() <= UNTOUCHED
                && (first.isEmpty() || first.equals(info.getExecution().getRunId()));
    }
}
