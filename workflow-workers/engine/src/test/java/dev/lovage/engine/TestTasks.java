package dev.lovage.engine;

import com.google.protobuf.ByteString;

import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The activity side, as small as can be: tasks are functions of their arguments.
final class TestTasks implements DynamicActivity {
    interface Task {
        Object run(List<Object> arguments) throws Exception;
    }

    private static final DataConverter JSON = Json.converter();
    private final Map<String, Task> tasks;

    TestTasks(Map<String, Task> tasks) {
        this.tasks = Map.copyOf(tasks);
    }

    @Override
    public Object execute(EncodedValues arguments) {
        var name = Activity.getExecutionContext().getInfo().getActivityType();
        var task = tasks.get(name);
        if (task == null) {
            throw ApplicationFailure.newNonRetryableFailure("no task " + name, "NO_HANDLER");
        }
        var values = new ArrayList<>();
        for (int i = 0; i < arguments.getSize(); i++) {
            values.add(arguments.get(i, Object.class));
        }
        try {
            var value = task.run(values);
            return value instanceof RawValue
                    ? value
                    : new RawValue(JSON.toPayload(value).orElseThrow());
        } catch (InterruptedException e) {
            throw ApplicationFailure.newNonRetryableFailure("the worker stops", "WORKER_LOST");
        } catch (Exception e) {
            throw Activity.wrap(e);
        }
    }

    /// The answer of a task that is replaced by a canvas.
    static Object replace(Object canvas) {
        return new RawValue(
                JSON.toPayload(canvas).orElseThrow().toBuilder()
                        .putMetadata("encoding", ByteString.copyFromUtf8(CallHeader.REPLACES))
                        .build());
    }

    /// Heartbeats until it is told to stop.
    static Object untilTold() throws InterruptedException {
        var never = new CountDownLatch(1);
        for (int i = 0; i < 300; i++) {
            Activity.getExecutionContext().heartbeat(i);
            if (never.await(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return "never told";
    }
}
