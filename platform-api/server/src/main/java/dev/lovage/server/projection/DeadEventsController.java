package dev.lovage.server.projection;

import dev.lovage.client.ReplayedDead;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/admin/dead-events`: records that could not be read.
@Controller("/api/v1/admin/dead-events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadEventsController {
    private static final String RESOURCE = "dead-events";

    private final Projecting projecting;
    private final Authorizer authorizer;
    private final Audit audit;

    DeadEventsController(Projecting projecting, Authorizer authorizer, Audit audit) {
        this.projecting = projecting;
        this.authorizer = authorizer;
        this.audit = audit;
    }

    /// Tries each of them once more. A node does so by itself when it starts, and every hour.
    @Post("/replay")
    @Allowed(with = Permission.SYSTEM_WRITE)
    ReplayedDead replay(Principal principal) {
        authorizer.check(principal, Permission.SYSTEM_WRITE, RESOURCE);
        var change = audit.requested(principal, "dead-events:replay", RESOURCE, null);
        var outcome = Audit.Outcome.FAILED;
        try {
            var revived = projecting.revival().all();
            outcome = Audit.Outcome.DONE;
            return new ReplayedDead(revived.applied(), revived.left());
        } finally {
            audit.concluded(change, outcome);
        }
    }
}
