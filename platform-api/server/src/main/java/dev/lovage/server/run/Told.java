package dev.lovage.server.run;

import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Audit.Outcome;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;

/// Changes that are made in Temporal, with a row of the audit before and after.
@Singleton
public final class Told {
    private final Audit audit;

    Told(Audit audit) {
        this.audit = audit;
    }

    /// Makes the change; false when `how` says that it could not be made.
    public boolean tell(
            Principal principal,
            String action,
            String resource,
            @Nullable String reason,
            BooleanSupplier how) {
        var change = audit.requested(principal, action, resource, reason);
        try {
            var done = how.getAsBoolean();
            audit.concluded(change, done ? Outcome.DONE : Outcome.FAILED);
            return done;
        } catch (RuntimeException e) {
            audit.concluded(change, Outcome.UNKNOWN);
            throw e;
        }
    }
}
