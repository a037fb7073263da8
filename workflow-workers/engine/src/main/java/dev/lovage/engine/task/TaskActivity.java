package dev.lovage.engine.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.protobuf.ByteString;

import dev.lovage.canvas.Options.Retry;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.CallHeader;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.Failpoint;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.TaskMethod.Form;
import dev.lovage.sdk.TaskResult;
import dev.lovage.sdk.TaskRetry;
import dev.lovage.sdk.Tasks;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.DynamicActivity;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.ActivityCanceledException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// All tasks of a worker behind one activity: the activity type is the task's name.
///
/// Needs a [HeaderInterceptor] beside it to see what the engine tells about a call; without a
/// header a call is one of a foreign caller, and gets along without.
public final class TaskActivity implements DynamicActivity {
    private static final Logger LOG = LoggerFactory.getLogger(TaskActivity.class);
    private final Tasks tasks;
    private final AttemptListener listener;
    private final Telemetry telemetry;
    private final LargeValues large;

    public TaskActivity(Tasks tasks, AttemptListener listener, Telemetry telemetry) {
        this(tasks, listener, telemetry, new LargeValues(Blobs.NONE));
    }

    private TaskActivity(
            Tasks tasks, AttemptListener listener, Telemetry telemetry, LargeValues large) {
        this.tasks = tasks;
        this.listener = listener;
        this.telemetry = telemetry;
        this.large = large;
    }

    /// The same tasks, whose large values are kept there.
    public TaskActivity keepingIn(Blobs blobs) {
        return new TaskActivity(tasks, listener, telemetry, new LargeValues(blobs));
    }

    /// With nobody who looks at the attempts.
    public TaskActivity(Tasks tasks, AttemptListener listener) {
        this(tasks, listener, new Unheard());
    }

    private record Unheard() implements Telemetry {
        @Override
        public String worker() {
            return "";
        }

        @Override
        public void tell(AttemptEvent event) {}
    }

    @Override
    public Object execute(EncodedValues values) {
        var activity = Activity.getExecutionContext();
        var name = activity.getInfo().getActivityType();
        var task = tasks.find(name);
        if (task.isEmpty()) {
            listener.refused(name);
            throw Failures.noHandler(name);
        }
        var header = HeaderInterceptor.current();
        var call = header.orElseGet(() -> foreign(activity.getInfo()));
        try (var attempt = Attempt.begin(activity, call, telemetry)) {
            return run(attempt, task.get(), arguments(values), form(header), activity.getInfo());
        }
    }

    private RawValue run(
            Attempt attempt, TaskMethod task, List<JsonNode> given, Form form, ActivityInfo info) {
        try {
            attempt.announce();
            var whole = large.whole(given, attempt.call());
            var result = task.call(whole, form, attempt);
            Failpoint.reach("task.done");
            var travelling = travelling(result, attempt.call());
            listener.ended(task.name(), Outcome.SUCCEEDED);
            attempt.ended(Outcome.SUCCEEDED, null);
            return travelling;
        } catch (Throwable thrown) {
            throw ended(attempt, thrown, info);
        }
    }

    private RuntimeException ended(Attempt attempt, Throwable thrown, ActivityInfo info) {
        var stop = attempt.stopped();
        if (stop.isEmpty()) {
            return interrupted(thrown) ? lost(attempt) : failed(attempt, thrown);
        }
        return switch (stop.get()) {
            case CANCELLED -> {
                LOG.info("Task {} was cancelled", attempt.task());
                yield told(attempt, Outcome.CANCELLED, new ActivityCanceledException(info));
            }
            case TIMEOUT -> {
                LOG.info("Task {} did not end in time", attempt.task());
                var late = Failures.late(attempt, info.getStartToCloseTimeout());
                yield told(attempt, Outcome.FAILED, late);
            }
            case SOFT_TIMEOUT -> {
                LOG.info("Task {} was told that its time is up", attempt.task());
                var failure =
                        thrown instanceof TaskFailure
                                ? Failures.of(attempt, thrown)
                                : Failures.softTimeout(attempt);
                yield told(attempt, Outcome.FAILED, failure);
            }
        };
    }

    private RuntimeException lost(Attempt attempt) {
        LOG.info("Task {} was interrupted: the worker stops", attempt.task());
        return told(attempt, Outcome.LOST, Failures.lost(attempt));
    }

    private RuntimeException failed(Attempt attempt, Throwable thrown) {
        if (thrown instanceof TaskRetry) {
            LOG.info("Task {} asks for another attempt: {}", attempt.task(), thrown.getMessage());
        } else if (thrown instanceof TaskFailure f && f.getCause() == null) {
            LOG.warn("Task {} failed: {} {}", attempt.task(), f.code(), f.message());
        } else {
            LOG.warn("Task {} failed", attempt.task(), thrown);
        }
        return told(attempt, Outcome.FAILED, Failures.of(attempt, thrown));
    }

    private RuntimeException told(Attempt attempt, Outcome outcome, RuntimeException why) {
        listener.ended(attempt.task(), outcome);
        attempt.ended(outcome, why instanceof ApplicationFailure failure ? failure : null);
        return why;
    }

    /// Nobody but a worker that stops interrupts a task without the attempt knowing.
    private static boolean interrupted(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof InterruptedException || t instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    private static List<JsonNode> arguments(EncodedValues values) {
        return IntStream.range(0, values.getSize())
                .mapToObj(i ->
                        Optional.ofNullable(values.get(i, JsonNode.class))
                                .orElseGet(NullNode::getInstance))
                .toList();
    }

    private static Form form(Optional<CallHeader> header) {
        return header.map(h -> h.named() ? Form.BY_NAME : Form.BY_PLACE).orElse(Form.UNSAID);
    }

    private static CallHeader foreign(ActivityInfo info) {
        return new CallHeader(
                Optional.ofNullable(info.getWorkflowId()).orElseGet(info::getActivityId),
                info.getActivityId(),
                RunInput.DEFAULT_TENANT,
                0,
                0,
                Retry.NONE,
                null,
                false);
    }

    /// The result was written as JSON already, to measure it: it is not written again.
    private RawValue travelling(TaskResult result, CallHeader call) throws InterruptedException {
        return result.replaces()
                ? raw(CallHeader.REPLACES, LargeValues.inPlace(result.json()))
                : raw("json/plain", large.kept(result.json(), call));
    }

    private static RawValue raw(String encoding, byte[] json) {
        return new RawValue(
                Payload.newBuilder()
                        .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
                        .setData(ByteString.copyFrom(json))
                        .build());
    }
}
