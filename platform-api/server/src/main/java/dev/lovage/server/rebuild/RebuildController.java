package dev.lovage.server.rebuild;

import dev.lovage.client.Rebuild;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/admin/rebuild`: the read model made again from what Kafka has.
@Controller("/api/v1/admin/rebuild")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RebuildController {
    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /// Begins to make the read model again. Everyone reads the one there is until the other has
    /// come as far.
    @Post
    @Allowed(with = Permission.SYSTEM_WRITE)
    @Status(HttpStatus.ACCEPTED)
    Rebuild start(Principal principal) {
        return rebuilds.start(principal);
    }

    /// The latest rebuild.
    @Get
    @Allowed(with = Permission.SYSTEM_WRITE)
    Rebuild latest(Principal principal) {
        return rebuilds.latest(principal)
                .orElseThrow(
                        () -> ApiException.of(Code.NOT_FOUND, "The read model was never rebuilt."));
    }
}
