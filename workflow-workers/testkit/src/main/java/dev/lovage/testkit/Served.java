package dev.lovage.testkit;

import dev.lovage.canvas.Nearest;
import dev.lovage.engine.task.TaskActivity;
import dev.lovage.sdk.TaskFunction;
import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.Tasks;

import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tasks of a test: the real ones, those faked for all tests, those faked for one.
final class Served implements DynamicActivity {
    static final String NOT_FAKED = "NOT_FAKED";

    private final Tasks real;
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Map<String, TaskFunction> always = new ConcurrentHashMap<>();
    private final Map<String, TaskFunction> forOneTest = new ConcurrentHashMap<>();

    Served(Tasks real) {
        this.real = real;
    }

    MemoryBlobs blobs() {
        return blobs;
    }

    void always(String task, TaskFunction fake) {
        always.put(task, fake);
    }

    void forOneTest(String task, TaskFunction fake) {
        forOneTest.put(task, fake);
    }

    void forget() {
        forOneTest.clear();
    }

    Tasks tasks() {
        var fakes = new HashMap<>(always);
        fakes.putAll(forOneTest);
        return real.with(fakes);
    }

    @Override
    public Object execute(EncodedValues arguments) {
        var tasks = tasks();
        var name = Activity.getExecutionContext().getInfo().getActivityType();
        if (tasks.find(name).isEmpty()) {
            throw notFaked(name, tasks.all().stream().map(TaskMethod::name).toList());
        }
        return new TaskActivity(tasks, (_, _) -> {}).keepingIn(blobs).execute(arguments);
    }

    private static ApplicationFailure notFaked(String task, List<String> known) {
        var message =
                "The test has no task `%s`: give the object that has it to with(..), or fake it"
                                .formatted(task)
                        + " with faking(\"%s\", arguments -> ..).".formatted(task)
                        + Nearest.hint(task, known);
        return ApplicationFailure.newNonRetryableFailure(message, NOT_FAKED);
    }
}
