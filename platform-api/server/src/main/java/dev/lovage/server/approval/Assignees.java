package dev.lovage.server.approval;

import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.access.Principal;

import java.util.List;

/// Who may answer: nobody is named and everyone may, or one of the names must fit.
///
/// `anna` is a person who signs in, `token:deploy` a service with the token of that name,
/// `role:editor` whoever has that role or one above it.
final class Assignees {
    private static final String TOKEN = "token:";
    private static final String ROLE = "role:";

    private Assignees() {}

    static boolean admit(List<String> names, Principal principal) {
        return names.isEmpty() || names.stream().anyMatch(name -> fits(name, principal));
    }

    private static boolean fits(String name, Principal principal) {
        if (name.startsWith(ROLE)) {
            return Role.of(name.substring(ROLE.length()))
                    .filter(least -> principal.roles().stream().anyMatch(r -> above(r, least)))
                    .isPresent();
        }
        return switch (principal.kind()) {
            case USER -> !name.startsWith(TOKEN) && name.equals(principal.name());
            case TOKEN -> name.equals(TOKEN + principal.name());
            case FEED -> false;
        };
    }

    private static boolean above(Role role, Role least) {
        return role.compareTo(least) >= 0;
    }
}
