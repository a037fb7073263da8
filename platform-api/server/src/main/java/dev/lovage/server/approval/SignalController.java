package dev.lovage.server.approval;

import dev.lovage.client.Signal;
import dev.lovage.server.Bodies;
import dev.lovage.server.IdempotencyKey;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
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

/// `/runs/{id}/signals/{name}`: what a run waits for.
@Controller("/api/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignalController {
    private final Signalling signalling;

    SignalController(Signalling signalling) {
        this.signalling = signalling;
    }

    /// Tells the run what it awaits under this name, now or later; the one that waits longest takes
    /// it. With an error instead of a value, the step that takes it fails.
    @Post("/{id}/signals/{name}")
    @Operation(
            parameters =
                    @Parameter(
                            name = "path",
                            in = ParameterIn.QUERY,
                            description = "path of the step that it is for",
                            schema = @Schema(type = "string")))
    @RequestBody(content = @Content(schema = @Schema(implementation = Signal.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.RUN_STEER)
    HttpResponse<Signal.Sent> signal(
            Principal principal,
            String id,
            String name,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            HttpRequest<byte[]> request) {
        IdempotencyKey.check(key);
        var path = Parameters.of(request).text("path").orElse(null);
        Signalling.checkPath(path);
        var address = new Signalling.Address(id, name, path);
        var signal = Bodies.optional(request, Signal.class);
        return HttpResponse.<Signal.Sent>accepted()
                .body(signalling.signal(principal, address, signal, key));
    }
}
