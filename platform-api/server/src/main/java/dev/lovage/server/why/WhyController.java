package dev.lovage.server.why;

import dev.lovage.client.Run;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/runs/{id}/why`: what a run waits for.
@Controller("/api/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WhyController {
    private final Reasons reasons;

    WhyController(Reasons reasons) {
        this.reasons = reasons;
    }

    /// What the run waits for, in a sentence and in fields; asks Temporal once, for two seconds at
    /// most.
    @Get("/{id}/why")
    @Allowed(with = Permission.RUN_READ)
    Run.Why why(Principal principal, String id) {
        return Telling.why(reasons.of(principal, id));
    }
}
