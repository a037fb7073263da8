package dev.lovage.server.run;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

/// Takes the values of runs away: what they made, not how they went.
@Singleton
public final class Forgetting {
    private static final int AGAIN_AT_ONCE = 100;

    private final RunStore runs;
    private final ForgetStore store;
    private final Authorizer authorizer;
    private final Audit audit;

    Forgetting(RunStore runs, ForgetStore store, Authorizer authorizer, Audit audit) {
        this.runs = runs;
        this.store = store;
        this.authorizer = authorizer;
        this.audit = audit;
    }

    /// Can be repeated.
    void forget(Principal principal, String id) {
        authorizer.check(principal, Permission.RUN_STEER, "run/" + id);
        var row =
                runs.find(principal.tenant(), id)
                        .orElseThrow(() ->
                                ApiException.of(Code.NOT_FOUND, "There is no run `" + id + "`."));
        if (!row.progress().status().ended()) {
            throw ApiException.of(
                    Code.RUN_OPEN, "`" + id + "` has not ended: it may need its values.");
        }
        boolean done =
                store.forget(
                        row.about().key(),
                        tx -> audit.done(tx, principal, "run:forget", "run/" + id));
        if (!done) {
            throw ApiException.of(
                    Code.RUN_OPEN,
                    "A run that repeats `"
                            + id
                            + "`, is a step of it, or has it as one, is open"
                            + " and may need its values. Wait for it, or cancel it.");
        }
    }

    /// Throws `GONE` for a run whose values were taken away.
    void refuseForgotten(String tenant, String id) {
        if (store.isForgotten(tenant, id)) {
            throw ApiException.of(Code.GONE, "The values of `" + id + "` were forgotten.");
        }
    }

    /// What events that were replayed brought back is taken away again.
    public void again() {
        store.forgetAgain(AGAIN_AT_ONCE);
    }
}
