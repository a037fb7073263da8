package dev.lovage.server.run;

import dev.lovage.client.Batch;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

/// `/runs:batch`: many runs steered at once.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BatchController {
    private final Batches batches;

    BatchController(Batches batches) {
        this.batches = batches;
    }

    /// Cancels, terminates, pauses or resumes many runs, or with `dryRun` counts them; what came of
    /// it is said run by run.
    @Post("/runs:batch")
    @RequestBody(content = @Content(schema = @Schema(implementation = Batch.class)))
    @Allowed(with = Permission.RUN_STEER)
    Batch.Done batch(Principal principal, @Body byte[] body) {
        return batches.of(principal, body);
    }
}
