package dev.lovage.server.run;

import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// `/runs`: looked at, waited for, stopped.
@Controller("/api/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(55);

    private final Runs runs;
    private final Steering steering;
    private final RunStore store;
    private final PageTokens tokens;

    RunController(Runs runs, Steering steering, RunStore store, PageTokens tokens) {
        this.runs = runs;
        this.steering = steering;
        this.store = store;
        this.tokens = tokens;
    }

    @Get
    @Allowed(with = Permission.RUN_READ)
    Page<Run> list(Principal principal, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var filter = filter(parameters);
        var list = "runs/" + principal.tenant() + "/" + filter;
        var after =
                parameters
                        .text("pageToken")
                        .map(token -> key(principal, tokens.read(list, token)))
                        .orElse(null);
        var rows = runs.list(principal, filter, after, size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, position(page.getLast())) : null;
        var freshness = store.freshness();
        var items = page.stream().map(row -> RunAnswers.of(row, freshness)).toList();
        return new Page<>(items, next, freshness.asOf());
    }

    private static RunFilter filter(Parameters parameters) {
        return new RunFilter(
                Set.copyOf(parameters.words("status", RunState.class)),
                parameters.text("workflow").orElse(null),
                parameters.text("tag").orElse(null),
                parameters.instant("from").orElse(null),
                parameters.instant("to").orElse(null),
                parameters.text("q").orElse(null));
    }

    private static List<String> position(RunRow row) {
        var key = row.about().key();
        return List.of(String.valueOf(key.accepted().toEpochMilli()), key.run());
    }

    private static RunKey key(Principal principal, List<String> position) {
        var accepted = Instant.ofEpochMilli(Long.parseLong(position.getFirst()));
        return new RunKey(principal.tenant(), position.getLast(), accepted);
    }

    @Get("/{id}")
    @Allowed(with = Permission.RUN_READ)
    Run get(Principal principal, String id) {
        return runs.get(principal, id);
    }

    @Get("/{id}/steps")
    @Allowed(with = Permission.RUN_READ)
    Page<Run.Step> steps(Principal principal, String id, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var list = "steps/" + principal.tenant() + "/" + id;
        var after = parameters.text("pageToken").map(token -> tokens.read(list, token).getFirst());
        var rows = runs.steps(principal, id, after.orElse(null), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, List.of(page.getLast().path())) : null;
        return new Page<>(page, next, store.freshness().asOf());
    }

    @Get("/{id}/steps/{path}")
    @Allowed(with = Permission.RUN_READ)
    Run.Step step(Principal principal, String id, String path) {
        return runs.step(principal, id, path);
    }

    @Get("/{id}/graph")
    @Allowed(with = Permission.RUN_READ)
    Run.Graph graph(Principal principal, String id) {
        return runs.graph(principal, id);
    }

    @Get("/{id}/result")
    @Allowed(with = Permission.RUN_PAYLOAD)
    HttpResponse<Run.Result> result(Principal principal, String id, HttpRequest<?> request) {
        var wait = Parameters.of(request).duration("wait").orElse(Duration.ZERO);
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw ApiException.at(
                    Code.MALFORMED, "?wait", "A wait is 0 to 55 seconds; ask again after it.");
        }
        var result = runs.result(principal, id, wait);
        return result.state().ended()
                ? HttpResponse.ok(result)
                : HttpResponse.<Run.Result>accepted().body(result);
    }

    @Post("/{id}/cancel")
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> cancel(Principal principal, String id, @Body byte @Nullable [] body) {
        steering.cancel(principal, id, reason(body));
        return HttpResponse.accepted();
    }

    @Post("/{id}/terminate")
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> terminate(Principal principal, String id, @Body byte @Nullable [] body) {
        steering.terminate(principal, id, reason(body));
        return HttpResponse.accepted();
    }

    private static @Nullable String reason(byte @Nullable [] body) {
        return body == null || body.length == 0
                ? null
                : Bodies.read(body, Run.Reason.class).reason();
    }
}
