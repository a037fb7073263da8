package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Problem;
import dev.lovage.client.Schedule.Action;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.workflow.Workflows;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Prepares what a schedule starts again and again, in the same way as a run that is asked for.
@Singleton
public final class ScheduledLaunches {
    private static final String KIND = "schedule";

    private final Workflows workflows;
    private final RunRequests requests;
    private final LaunchPlan plan;

    ScheduledLaunches(Workflows workflows, RunRequests requests, LaunchPlan plan) {
        this.workflows = workflows;
        this.requests = requests;
        this.plan = plan;
    }

    /// Every run of it: the id lacks what Temporal appends, the due time. Throws what starting it
    /// would, with pointers to the action.
    public Launch of(String tenant, String schedule, Action action) {
        var origin = new RunInput.Origin(KIND, schedule);
        try {
            var launch = plan.of(tenant, origin, request(tenant, action));
            var input = launch.input();
            return new Launch(
                    input.bundle().main() + "~" + schedule,
                    launch.queue(),
                    launch.timeout(),
                    input.by(origin),
                    launch.bodyHash());
        } catch (ApiException e) {
            throw switch (e.code()) {
                case NOT_FOUND -> ApiException.at(Code.INVALID, "/action/workflow", e.detail());
                case UNAVAILABLE -> e;
                default ->
                        ApiException.of(
                                e.code(),
                                e.detail(),
                                e.errors().stream().map(ScheduledLaunches::inAction).toList());
            };
        }
    }

    /// What every run carries for those who look at it from outside.
    public static Map<String, Object> memo(Launch launch) {
        return Memos.of(launch);
    }

    private RunRequest request(String tenant, Action action) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("input", action.input());
        body.put("tags", action.tags());
        body.put("priority", action.priority());
        var task = action.task();
        if (task != null) {
            return requests.task(task, call(action), null, null);
        }
        var workflow = action.workflow();
        if (workflow != null) {
            var revision = workflows.find(tenant, workflow, action.revision());
            return RunRequests.workflow(revision, body, RunRequests.start(body), null);
        }
        body.put("canvas", action.canvas());
        return requests.canvas(body, null, null);
    }

    /// The input of a task is its call.
    private static Map<String, @Nullable Object> call(Action action) {
        var call = new LinkedHashMap<String, @Nullable Object>();
        switch (action.input()) {
            case null -> {}
            case Map<?, ?> given ->
                    given.forEach((key, value) -> call.put(String.valueOf(key), value));
            default -> throw misfit();
        }
        if (!Set.of("args", "kwargs", "options").containsAll(call.keySet())) {
            throw misfit();
        }
        call.put("tags", action.tags());
        return call;
    }

    private static ApiException misfit() {
        return ApiException.at(
                Code.INVALID,
                "/input",
                "The input of a task is its call: an object of `args`, `kwargs` and `options`.");
    }

    private static Problem.Detail inAction(Problem.Detail detail) {
        return new Problem.Detail("/action" + detail.pointer(), detail.code(), detail.message());
    }
}
