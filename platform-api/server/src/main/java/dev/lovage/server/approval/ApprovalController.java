package dev.lovage.server.approval;

import dev.lovage.client.Approval;
import dev.lovage.client.Page;
import dev.lovage.client.Signal;
import dev.lovage.server.Bodies;
import dev.lovage.server.IdempotencyKey;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.approval.ApprovalStore.Open;
import dev.lovage.server.run.RunKey;
import dev.lovage.server.run.RunStore;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// `/approvals`: what runs wait for, and the answers.
@Controller("/api/v1/approvals")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApprovalController {
    private final Approvals approvals;
    private final Decisions decisions;
    private final RunStore runs;
    private final PageTokens tokens;

    ApprovalController(Approvals approvals, Decisions decisions, RunStore runs, PageTokens tokens) {
        this.approvals = approvals;
        this.decisions = decisions;
        this.runs = runs;
        this.tokens = tokens;
    }

    /// What open runs await, what waits longest first. A page may be short though another follows.
    @Get
    @Sought
    @Allowed(with = Permission.RUN_READ)
    Page<Approval> list(Principal principal, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var filter =
                new Approval.Filter(
                        parameters.flag("mine"),
                        parameters.text("workflow").orElse(null),
                        parameters.text("run").orElse(null));
        var list = "approvals/" + principal.tenant() + "/" + filter;
        var after =
                parameters
                        .text("pageToken")
                        .map(token -> place(principal, tokens.read(list, token)))
                        .orElse(null);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var piece = approvals.list(principal, filter, after, size);
        var next = piece.next();
        var token = next == null ? null : tokens.write(list, position(next));
        return new Page<>(piece.items(), token, runs.freshness().asOf());
    }

    private static List<String> position(Open open) {
        return List.of(open.since().toString(), open.run().run(), open.path());
    }

    /// Only what the order of the list depends on.
    private static Open place(Principal principal, List<String> position) {
        var since = Instant.parse(position.getFirst());
        var run = new RunKey(principal.tenant(), position.get(1), Instant.EPOCH);
        return new Open(run, "", 0, position.getLast(), "", since, null, false);
    }

    /// One that is open.
    @Get("/{id}")
    @Allowed(with = Permission.RUN_READ)
    Approval get(Principal principal, String id) {
        return approvals.get(principal, id);
    }

    /// Decides it, once: with a value that its form takes, or by a rejection, which fails the step
    /// with the code `REJECTED` or one of your own.
    @Post("/{id}")
    @RequestBody(content = @Content(schema = @Schema(implementation = Approval.Decision.class)))
    @ApiResponse(responseCode = "202", description = "Temporal has it", useReturnTypeSchema = true)
    @Allowed(with = Permission.APPROVAL_DECIDE)
    HttpResponse<Signal.Sent> decide(
            Principal principal,
            String id,
            @Header(IdempotencyKey.HEADER) @Nullable String key,
            HttpRequest<byte[]> request) {
        IdempotencyKey.check(key);
        var decision = Bodies.optional(request, Approval.Decision.class);
        return HttpResponse.<Signal.Sent>accepted()
                .body(decisions.decide(principal, id, decision, key));
    }
}
