package dev.lovage.server.run;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Audit.Outcome;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.function.BiPredicate;

/// Changes the course of a run: cancels it, or ends it at once.
@Singleton
public final class Steering {
    private static final int LONGEST_REASON = 1_000;

    private final Runs runs;
    private final RunEngine engine;
    private final Authorizer authorizer;
    private final Audit audit;

    Steering(Runs runs, RunEngine engine, Authorizer authorizer, Audit audit) {
        this.runs = runs;
        this.engine = engine;
        this.authorizer = authorizer;
        this.audit = audit;
    }

    void cancel(Principal principal, String id, @Nullable String reason) {
        steer(principal, "cancel", id, reason, engine::cancel);
    }

    void terminate(Principal principal, String id, @Nullable String reason) {
        steer(principal, "terminate", id, reason, engine::terminate);
    }

    private void steer(
            Principal principal,
            String action,
            String id,
            @Nullable String reason,
            BiPredicate<String, String> how) {
        authorizer.check(principal, Permission.RUN_STEER, "run/" + id);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw ApiException.at(
                    Code.INVALID, "/reason", "A reason has at most 1,000 characters.");
        }
        runs.find(principal, id);
        var change = audit.requested(principal, "run:" + action, "run/" + id, reason);
        if (!done(change, id, reason == null ? "" : reason, how)) {
            throw ApiException.of(Code.RUN_ENDED, "The run has ended already.");
        }
    }

    private boolean done(
            Audit.Change change, String id, String reason, BiPredicate<String, String> how) {
        try {
            var done = how.test(id, reason);
            audit.concluded(change, done ? Outcome.DONE : Outcome.FAILED);
            return done;
        } catch (RuntimeException e) {
            audit.concluded(change, Outcome.UNKNOWN);
            throw e;
        }
    }
}
