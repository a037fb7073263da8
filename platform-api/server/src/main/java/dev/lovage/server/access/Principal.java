package dev.lovage.server.access;

import dev.lovage.server.access.Permission.Role;

import java.util.EnumSet;
import java.util.Set;

/// Whoever sent a request, as its credential says.
///
/// @param credential id of the session or token
public record Principal(String tenant, String name, Kind kind, Set<Role> roles, String credential)
        implements java.security.Principal {
    public Principal {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }

    /// Everything its roles allow.
    public Set<Permission> permissions() {
        var all = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> all.addAll(role.permissions()));
        return all;
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.has(permission));
    }

    /// A person with a session, a service with a token, or a console that follows what changes: in
    /// every tenant, and nothing else.
    public enum Kind {
        USER,
        TOKEN,
        FEED
    }
}
