package dev.lovage.server.stats;

import dev.lovage.client.Page;
import dev.lovage.client.Stats;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.run.RunStore;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.List;

/// `/stats`: how runs went of late.
@Controller("/api/v1/stats")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatsController {
    private final WorkflowStats stats;
    private final Authorizer authorizer;
    private final PageTokens tokens;
    private final RunStore store;

    StatsController(WorkflowStats stats, Authorizer authorizer, PageTokens tokens, RunStore store) {
        this.stats = stats;
        this.authorizer = authorizer;
        this.tokens = tokens;
        this.store = store;
    }

    /// How the latest runs of each workflow went: their states, how many succeed, how long they
    /// take.
    @Get("/workflows")
    @Paged
    @Allowed(with = Permission.RUN_READ)
    Page<Stats.OfWorkflow> workflows(Principal principal, HttpRequest<?> request) {
        authorizer.check(principal, Permission.RUN_READ, "run/*");
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var names =
                parameters.text("workflow").map(text -> List.of(text.split(","))).orElse(List.of());
        var list = "stats/" + principal.tenant() + "/" + names;
        var after = parameters.text("pageToken").map(token -> tokens.read(list, token).getFirst());
        var rows = stats.list(principal.tenant(), names, after.orElse(""), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, List.of(page.getLast().name())) : null;
        return new Page<>(page, next, store.freshness().seen());
    }
}
