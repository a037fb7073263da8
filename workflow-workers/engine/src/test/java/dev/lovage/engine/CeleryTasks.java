package dev.lovage.engine;

import com.google.protobuf.ByteString;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.celery.Celery;
import dev.lovage.canvas.celery.PriorityOrder;
import dev.lovage.engine.task.TaskActivity;
import dev.lovage.sdk.Task;
import dev.lovage.sdk.Tasks;

import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The worker side of the cases: a plain Temporal worker that serves [CeleryTaskBook], and one of
/// ours for the tasks with which that makes a difference.
final class CeleryTasks implements DynamicActivity {
    private static final DataConverter JSON = Json.converter();
    private static final Celery CELERY = new Celery(PriorityOrder.RABBITMQ);
    private static final ScopedValue<CallHeader> HEADER = ScopedValue.newInstance();

    private final Map<String, CeleryLogs> logs = new ConcurrentHashMap<>();
    private final Tasks ours = Tasks.of(new Ours());
    private final TaskActivity real = new TaskActivity(ours, (_, _) -> {});

    /// What the tasks of a run noted down.
    CeleryLogs logs(String run) {
        return logs.computeIfAbsent(run, _ -> new CeleryLogs());
    }

    /// Shows the tasks what the engine tells about a call.
    static WorkerInterceptor headers() {
        return new WorkerInterceptorBase() {
            @Override
            public ActivityInboundCallsInterceptor interceptActivity(
                    ActivityInboundCallsInterceptor next) {
                return new ActivityInboundCallsInterceptorBase(next) {
                    @Override
                    public ActivityOutput execute(ActivityInput input) {
                        var header = input.getHeader().getValues().get(CallHeader.KEY);
                        return ScopedValue.where(HEADER, CallHeader.of(header))
                                .call(() -> super.execute(input));
                    }
                };
            }
        };
    }

    @Override
    public Object execute(EncodedValues values) {
        var info = Activity.getExecutionContext().getInfo();
        if (ours.find(info.getActivityType()).isPresent()) {
            return real.execute(values);
        }
        var task = CeleryTaskBook.find(info.getActivityType());
        if (task == null) {
            throw ApplicationFailure.newNonRetryableFailure("no such task", "NO_HANDLER");
        }
        try {
            return payload(task.run(call(values)));
        } catch (InterruptedException e) {
            throw ApplicationFailure.newNonRetryableFailure("the worker stops", "WORKER_LOST");
        }
    }

    private CeleryCall call(EncodedValues values) {
        var info = Activity.getExecutionContext().getInfo();
        var args = new ArrayList<>();
        for (int i = 0; i < values.getSize(); i++) {
            args.add(values.get(i, Object.class));
        }
        return new CeleryCall(
                args,
                named(args),
                info.getAttempt() - 1,
                info.getPriority().getPriorityKey(),
                logs(info.getWorkflowId()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(List<Object> args) {
        if (HEADER.get().named()) {
            return (Map<String, Object>) args.removeLast();
        }
        if (!args.isEmpty()
                && args.getLast() instanceof Map<?, ?> last
                && last.containsKey("$kwargs")) {
            args.removeLast();
            return (Map<String, Object>) last.get("$kwargs");
        }
        return Map.of();
    }

    private static RawValue payload(Object result) {
        return result instanceof CeleryTaskBook.Replacement(var signature)
                ? replacement(signature)
                : new RawValue(JSON.toPayload(result).orElseThrow());
    }

    private static RawValue replacement(Map<String, Object> signature) {
        var canvas = CELERY.read(Map.of("canvas", signature), Instant.now()).definition().body();
        var tree = JSON.toPayload(CanvasWriter.tree(canvas)).orElseThrow();
        return new RawValue(
                Payload.newBuilder(tree)
                        .putMetadata("encoding", ByteString.copyFromUtf8("json/lovage-replace"))
                        .build());
    }

    /// Tasks of our own worker.
    public static final class Ours {
        @Task(value = "soft_limited", soft = "1s")
        public String limited(long seconds) throws InterruptedException {
            TimeUnit.SECONDS.sleep(seconds);
            return "finished";
        }

        @Task("return_unserializable")
        public Object unserializable() {
            return new Object();
        }
    }
}
