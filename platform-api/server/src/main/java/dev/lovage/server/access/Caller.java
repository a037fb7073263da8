package dev.lovage.server.access;

import java.util.function.Supplier;

/// Whoever sent a request whose answer goes on: who they are, and who they are when asked again.
public final class Caller {
    private final Principal principal;
    private final Supplier<Principal> again;

    /// @param again throws `UNAUTHENTICATED` once the credential is not good any more
    public Caller(Principal principal, Supplier<Principal> again) {
        this.principal = principal;
        this.again = again;
    }

    public Principal principal() {
        return principal;
    }

    public Principal again() {
        return again.get();
    }
}
