package dev.lovage.server.audit;

import dev.lovage.client.AuditChain;
import dev.lovage.client.AuditEntry;
import dev.lovage.client.Page;
import dev.lovage.server.ApiException;
import dev.lovage.server.Background;
import dev.lovage.server.Code;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// `/audit`: what was done, and whether that is still what it says.
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private final Trail trail;
    private final Chain chain;
    private final Authorizer authorizer;
    private final PageTokens tokens;
    private final Clock clock;

    AuditController(
            Trail trail,
            Background database,
            Authorizer authorizer,
            PageTokens tokens,
            Clock clock) {
        this.trail = trail;
        this.chain = new Chain(database);
        this.authorizer = authorizer;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Every change that was asked for, and everyone who was refused, newest first, with what came
    /// of it.
    @Get
    @Searched
    @Allowed(with = Permission.AUDIT_READ)
    Page<AuditEntry> list(Principal principal, HttpRequest<?> request) {
        authorizer.check(principal, Permission.AUDIT_READ, "audit/*");
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var filter = filter(parameters);
        var list = "audit/" + principal.tenant() + "/" + filter;
        var after = parameters.text("pageToken").map(token -> place(tokens.read(list, token)));
        var rows = trail.entries(principal.tenant(), filter, after.orElse(null), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, position(page.getLast())) : null;
        return new Page<>(page, next, clock.instant());
    }

    private static AuditEntry.Filter filter(Parameters parameters) {
        var filter =
                new AuditEntry.Filter(
                        parameters.text("run").orElse(null),
                        parameters.text("subject").orElse(null),
                        parameters.text("by").orElse(null),
                        parameters.text("action").orElse(null),
                        parameters.instant("from").orElse(null),
                        parameters.instant("to").orElse(null));
        if (filter.run() != null && filter.subject() != null) {
            throw ApiException.at(
                    Code.MALFORMED, "?subject", "Give `run` or `subject`, not both of them.");
        }
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw ApiException.at(Code.MALFORMED, "?to", "`to` lies after `from`.");
        }
        return filter;
    }

    private static List<String> position(AuditEntry entry) {
        return List.of(entry.at().toString(), String.valueOf(entry.seq()));
    }

    private static Trail.Place place(List<String> position) {
        return new Trail.Place(
                Instant.parse(position.getFirst()), Long.parseLong(position.getLast()));
    }

    /// Reckons the chain of the audit again, from its first row on, and names the first row that
    /// does not fit.
    @Get("/chain")
    @Allowed(with = Permission.AUDIT_READ)
    AuditChain chain(Principal principal) {
        authorizer.check(principal, Permission.AUDIT_READ, "audit/chain");
        return chain.verify(principal.tenant());
    }
}
