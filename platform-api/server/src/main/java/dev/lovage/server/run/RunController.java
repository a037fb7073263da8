package dev.lovage.server.run;

import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// `/runs`: looked at, waited for, stopped.
@Controller("/api/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(55);

    private static final int MOST_PATHS = 50;

    private final Runs runs;
    private final Steering steering;
    private final Forgetting forgetting;
    private final RunStore store;
    private final PageTokens tokens;

    RunController(
            Runs runs,
            Steering steering,
            Forgetting forgetting,
            RunStore store,
            PageTokens tokens) {
        this.runs = runs;
        this.steering = steering;
        this.forgetting = forgetting;
        this.store = store;
        this.tokens = tokens;
    }

    /// Runs, newest first.
    @Get
    @Filtered
    @Allowed(with = Permission.RUN_READ)
    Page<Run> list(Principal principal, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var filter = filter(parameters);
        var list = "runs/" + principal.tenant() + "/" + filter;
        var after =
                parameters
                        .text("pageToken")
                        .map(token -> RunKey.at(principal.tenant(), tokens.read(list, token)))
                        .orElse(null);
        var rows = runs.list(principal, filter, after, size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next =
                rows.size() > size
                        ? tokens.write(list, page.getLast().about().key().position())
                        : null;
        var freshness = store.freshness();
        var items = page.stream().map(row -> RunAnswers.of(row, freshness)).toList();
        return new Page<>(items, next, freshness.seen());
    }

    private static RunFilter filter(Parameters parameters) {
        return new RunFilter(
                Set.copyOf(parameters.words("status", RunState.class)),
                parameters.text("workflow").orElse(null),
                parameters.text("tag").orElse(null),
                parameters.instant("from").orElse(null),
                parameters.instant("to").orElse(null),
                parameters.text("q").orElse(null),
                parameters.words("overlay", Run.Overlay.class).stream().findFirst().orElse(null));
    }

    /// One run.
    @Get("/{id}")
    @Allowed(with = Permission.RUN_READ)
    Run get(Principal principal, String id) {
        return runs.get(principal, id);
    }

    /// The steps of a run, in path order.
    @Get("/{id}/steps")
    @Paged
    @Allowed(with = Permission.RUN_READ)
    Page<Run.Step> steps(Principal principal, String id, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var paths = parameters.texts("path", MOST_PATHS);
        if (!paths.isEmpty()) {
            var steps = runs.steps(principal, id, paths);
            return new Page<>(steps, null, store.freshness().seen());
        }
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var list = "steps/" + principal.tenant() + "/" + id;
        var after = parameters.text("pageToken").map(token -> tokens.read(list, token).getFirst());
        var rows = runs.steps(principal, id, after.orElse(null), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, List.of(page.getLast().path())) : null;
        return new Page<>(page, next, store.freshness().seen());
    }

    /// One step; besides paths, `id[3]` for one item of a map is understood.
    @Get("/{id}/steps/{path}")
    @Allowed(with = Permission.RUN_READ)
    Run.Step step(Principal principal, String id, String path) {
        return runs.step(principal, id, path);
    }

    /// What the run is drawn from; it does not depend on how far it has come.
    @Get("/{id}/graph")
    @Allowed(with = Permission.RUN_READ)
    Run.Graph graph(Principal principal, String id) {
        return runs.graph(principal, id);
    }

    /// What the run was started with.
    @Get("/{id}/input")
    @Allowed(with = Permission.RUN_PAYLOAD)
    Run.Value input(Principal principal, String id) {
        return runs.input(principal, id);
    }

    /// How the run ended: 200. Still open when `wait` is over: 202. A failed run is no failed
    /// request.
    @Get("/{id}/result")
    @Operation(
            parameters = {
                @Parameter(
                        name = "wait",
                        in = ParameterIn.QUERY,
                        description = "`30s` or ISO-8601, at most 55 seconds; absent: none",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "brief",
                        in = ParameterIn.QUERY,
                        description =
                                "true: a result that is kept by reference is not given, but described in `large`",
                        schema = @Schema(type = "boolean"))
            })
    @Allowed(with = Permission.RUN_PAYLOAD)
    HttpResponse<Run.Result> result(Principal principal, String id, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var wait = parameters.duration("wait").orElse(Duration.ZERO);
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw ApiException.at(
                    Code.MALFORMED, "?wait", "A wait is 0 to 55 seconds; ask again after it.");
        }
        var result = runs.result(principal, id, wait, parameters.flag("brief"));
        return result.state().ended()
                ? HttpResponse.ok(result)
                : HttpResponse.<Run.Result>accepted().body(result);
    }

    /// A value that the run made, that is kept by reference: JSON, by its SHA-256.
    @Get("/{id}/values/{sha256}")
    @ApiResponse(
            responseCode = "200",
            description = "The value",
            content = @Content(mediaType = "application/json", schema = @Schema))
    @Allowed(with = Permission.RUN_PAYLOAD)
    HttpResponse<byte[]> value(Principal principal, String id, String sha256) {
        return HttpResponse.ok(runs.value(principal, id, sha256))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Disposition", "attachment; filename=\"value.json\"")
                .header("X-Content-Type-Options", "nosniff");
    }

    /// Takes the run's result, the values of its steps, and all that it kept away, for good; how it
    /// went stays. Temporal keeps its own copy as long as the history.
    @Delete("/{id}/result")
    @Status(HttpStatus.NO_CONTENT)
    @Allowed(with = Permission.RUN_STEER)
    void forget(Principal principal, String id) {
        forgetting.forget(principal, id);
    }

    /// Asks the run to end: nothing new starts, what runs is told, clean-up is done.
    @Post("/{id}/cancel")
    @ApiResponse(responseCode = "202", description = "Asked for")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.Reason.class)))
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> cancel(Principal principal, String id, HttpRequest<byte[]> request) {
        steering.cancel(principal, id, reason(request));
        return HttpResponse.accepted();
    }

    /// Ends the run at once, without any clean-up.
    @Post("/{id}/terminate")
    @ApiResponse(responseCode = "202", description = "Asked for")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.Reason.class)))
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> terminate(Principal principal, String id, HttpRequest<byte[]> request) {
        steering.terminate(principal, id, reason(request));
        return HttpResponse.accepted();
    }

    /// Lets nothing new start until it is resumed; what runs goes on. Once more changes the reason
    /// and the end.
    @Post("/{id}/pause")
    @ApiResponse(responseCode = "202", description = "Asked for")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.Pause.class)))
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> pause(Principal principal, String id, HttpRequest<byte[]> request) {
        steering.pause(principal, id, Bodies.optional(request, Run.Pause.class));
        return HttpResponse.accepted();
    }

    /// Lets a paused run go on; does nothing to one that is not paused.
    @Post("/{id}/resume")
    @ApiResponse(responseCode = "202", description = "Asked for")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.Reason.class)))
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<?> resume(Principal principal, String id, HttpRequest<byte[]> request) {
        steering.resume(principal, id, reason(request));
        return HttpResponse.accepted();
    }

    private static @Nullable String reason(HttpRequest<byte[]> request) {
        return Bodies.optional(request, Run.Reason.class).reason();
    }
}
