package dev.lovage.server.audit;

import dev.lovage.client.AuditChain;
import dev.lovage.server.Background;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/audit`: what was done, and whether that is still what it says.
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private final Chain chain;
    private final Authorizer authorizer;

    AuditController(Background database, Authorizer authorizer) {
        this.chain = new Chain(database);
        this.authorizer = authorizer;
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
