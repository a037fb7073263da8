package dev.lovage.server.run;

import dev.lovage.client.Run;
import dev.lovage.server.Bodies;
import dev.lovage.server.IdempotencyKey;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;

/// The three ways to start a run; the answer is 202 with its place, and never without a run.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StartController {
    static final String KEY = IdempotencyKey.HEADER;
    static final String CLIENT = "Lovage-Client";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Starts starts;

    StartController(Starts starts) {
        this.starts = starts;
    }

    /// Starts a run of a saved workflow.
    @Post("/workflows/{name}/runs")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.Start.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.RUN_START)
    HttpResponse<Run.Accepted> workflow(
            Principal principal,
            String name,
            @Header(KEY) @Nullable String key,
            @Header(CLIENT) @Nullable String client,
            @Body byte[] body) {
        return answer(starts.workflow(principal, name, Bodies.object(body), Asked.of(key, client)));
    }

    /// Starts a run of a canvas that is sent along.
    @Post("/runs")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.StartCanvas.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.RUN_START)
    HttpResponse<Run.Accepted> canvas(
            Principal principal,
            @Header(KEY) @Nullable String key,
            @Header(CLIENT) @Nullable String client,
            @Body byte[] body) {
        return answer(starts.canvas(principal, Bodies.object(body), Asked.of(key, client)));
    }

    /// Starts a run of one task.
    @Post("/tasks/{task}/runs")
    @RequestBody(content = @Content(schema = @Schema(implementation = Run.StartTask.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.RUN_START)
    HttpResponse<Run.Accepted> task(
            Principal principal,
            String task,
            @Header(KEY) @Nullable String key,
            @Header(CLIENT) @Nullable String client,
            @Body byte[] body) {
        return answer(starts.task(principal, task, Bodies.object(body), Asked.of(key, client)));
    }

    static HttpResponse<Run.Accepted> answer(Starts.Accepted accepted) {
        // every character of an id that we make or take may stand in a path
        var place = "/api/v1/runs/" + accepted.run().id();
        var response =
                HttpResponse.<Run.Accepted>accepted()
                        .header(HttpHeaders.LOCATION, place)
                        .body(accepted.run());
        return accepted.replayed() ? response.header(REPLAYED, "true") : response;
    }
}
