package dev.lovage.server.workflow;

import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.client.Workflow;
import dev.lovage.server.Bodies;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.Preconditions;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import java.time.Clock;
import java.util.List;

/// `/workflows`: definitions.
@Controller("/api/v1/workflows")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WorkflowController {
    private static final String LIST = "workflows";

    private final Workflows workflows;
    private final PageTokens tokens;
    private final Clock clock;

    WorkflowController(Workflows workflows, PageTokens tokens, Clock clock) {
        this.workflows = workflows;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Saves a definition, as YAML or JSON: a new revision, or the latest when nothing changed.
    @Put("/{name}")
    @Operation(
            parameters =
                    @Parameter(
                            name = "dryRun",
                            in = ParameterIn.QUERY,
                            description = "true: says what is wrong, and saves nothing",
                            schema = @Schema(type = "boolean")))
    @RequestBody(content = @Content(schema = @Schema(type = "string")))
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_YAML,
        "application/yaml",
        "text/yaml"
    })
    @Allowed(with = Permission.WORKFLOW_WRITE)
    HttpResponse<Workflow.Saved> save(
            Principal principal, String name, HttpRequest<?> request, @Body byte[] body) {
        var source = Bodies.text(body);
        var dry = Parameters.of(request).flag("dryRun");
        var saved =
                dry
                        ? workflows.check(principal, name, source)
                        : workflows.save(
                                principal, name, source, Preconditions.of(request.getHeaders()));
        MutableHttpResponse<Workflow.Saved> response =
                saved.answer().created() && !dry
                        ? HttpResponse.created(saved.answer())
                        : HttpResponse.ok(saved.answer());
        return dry ? response : response.header("ETag", saved.tag());
    }

    /// The latest revision of every definition, by name.
    @Get
    @Paged
    @Allowed(with = Permission.WORKFLOW_READ)
    Page<Workflow> list(Principal principal, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.LARGEST_PAGE);
        var list = LIST + "/" + principal.tenant();
        var after = parameters.text("pageToken").map(token -> tokens.read(list, token).getFirst());
        var rows = workflows.list(principal, after.orElse(null), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, List.of(page.getLast().name())) : null;
        return new Page<>(page, next, clock.instant());
    }

    /// The latest revision, whole.
    @Get("/{name}")
    @Allowed(with = Permission.WORKFLOW_READ)
    HttpResponse<Workflow.Revision> latest(Principal principal, String name) {
        return tagged(workflows.get(principal, name, null));
    }

    /// One revision, whole.
    @Get("/{name}/revisions/{revision}")
    @Allowed(with = Permission.WORKFLOW_READ)
    HttpResponse<Workflow.Revision> revision(Principal principal, String name, int revision) {
        return tagged(workflows.get(principal, name, revision));
    }

    /// Every revision, the latest first.
    @Get("/{name}/revisions")
    @Paged
    @Allowed(with = Permission.WORKFLOW_READ)
    Page<Workflow> history(Principal principal, String name, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var list = "revisions/" + principal.tenant() + "/" + name;
        int before =
                parameters
                        .text("pageToken")
                        .map(token -> Integer.valueOf(tokens.read(list, token).getFirst()))
                        .orElse(Integer.MAX_VALUE);
        var rows = workflows.history(principal, name, before, size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var last = String.valueOf(page.isEmpty() ? 0 : page.getLast().revision());
        var next = rows.size() > size ? tokens.write(list, List.of(last)) : null;
        return new Page<>(page, next, clock.instant());
    }

    /// What the latest revision is drawn from.
    @Get("/{name}/graph")
    @Allowed(with = Permission.WORKFLOW_READ)
    Run.Graph graph(Principal principal, String name) {
        return Definitions.graph(Definitions.read(workflows.get(principal, name, null)));
    }

    private static HttpResponse<Workflow.Revision> tagged(Workflow.Revision revision) {
        return HttpResponse.ok(revision).header("ETag", Workflows.tag(revision));
    }
}
