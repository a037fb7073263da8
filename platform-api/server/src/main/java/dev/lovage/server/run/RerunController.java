package dev.lovage.server.run;

import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.server.Bodies;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
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

import java.util.Map;

/// Runs once more what a run ran, and says before what that would do.
@Controller("/api/v1/runs/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RerunController {
    private final Reruns reruns;

    RerunController(Reruns reruns) {
        this.reruns = reruns;
    }

    /// What a rerun would use again, and what it would run again. Without `from` and `only` that is
    /// everything.
    @Get("/rerun-plan")
    @Operation(
            parameters = {
                @Parameter(
                        name = "from",
                        in = ParameterIn.QUERY,
                        description =
                                "path or id of a step: it runs again, with all that depends on it",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "only",
                        in = ParameterIn.QUERY,
                        description =
                                "path or id of a step: it runs again, and nothing because of it",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "edited",
                        in = ParameterIn.QUERY,
                        description = "the rerun has another input",
                        schema = @Schema(type = "boolean"))
            })
    @Allowed(with = Permission.RUN_START)
    Rerun.Plan plan(Principal principal, String id, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        return reruns.plan(
                principal,
                id,
                parameters.text("from").orElse(null),
                parameters.text("only").orElse(null),
                parameters.flag("edited"));
    }

    /// Starts a new run of the same revision. The run must have ended.
    @Post("/rerun")
    @RequestBody(content = @Content(schema = @Schema(implementation = Rerun.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.RUN_START)
    HttpResponse<Run.Accepted> rerun(
            Principal principal,
            String id,
            @Header(StartController.KEY) @Nullable String key,
            @Header(StartController.CLIENT) @Nullable String client,
            HttpRequest<byte[]> request) {
        var body =
                request.getBody()
                        .filter(bytes -> bytes.length > 0)
                        .<Map<?, ?>>map(Bodies::object)
                        .orElse(Map.of());
        return StartController.answer(reruns.rerun(principal, id, body, Asked.of(key, client)));
    }
}
