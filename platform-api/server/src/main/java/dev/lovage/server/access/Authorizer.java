package dev.lovage.server.access;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

import jakarta.inject.Singleton;

/// The one place where it is decided whether someone may do something.
@Singleton
public final class Authorizer {
    private final Audit audit;

    public Authorizer(Audit audit) {
        this.audit = audit;
    }

    /// Returns when `principal` may do `action` to `resource` (`run/…`, `workflow/…`), and else
    /// throws `FORBIDDEN` and writes it down.
    public void check(Principal principal, Permission action, String resource) {
        if (!principal.may(action)) {
            audit.denied(principal, action.wire(), resource);
            throw ApiException.of(Code.FORBIDDEN, "It takes the permission " + action.wire() + ".");
        }
    }
}
