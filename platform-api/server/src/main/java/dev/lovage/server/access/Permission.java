package dev.lovage.server.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What can be allowed to someone, each with the least role that has it; on the wire `run:read`,
/// `workflow:write`, ...
public enum Permission {
    RUN_READ(Role.VIEWER),
    /// Inputs, results and values of steps, beside the bare facts.
    RUN_PAYLOAD(Role.OPERATOR),
    RUN_START(Role.OPERATOR),
    RUN_STEER(Role.OPERATOR),
    WORKFLOW_READ(Role.VIEWER),
    WORKFLOW_WRITE(Role.EDITOR),
    SCHEDULE_READ(Role.VIEWER),
    SCHEDULE_WRITE(Role.EDITOR),
    TASK_READ(Role.VIEWER),
    TASK_WRITE(Role.EDITOR),
    WORKER_READ(Role.VIEWER),
    APPROVAL_DECIDE(Role.OPERATOR),
    SECRET_WRITE(Role.ADMIN),
    AUDIT_READ(Role.ADMIN),
    ACCESS_WRITE(Role.ADMIN),
    SYSTEM_READ(Role.VIEWER),
    SYSTEM_WRITE(Role.ADMIN);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /// As it is written in requests and answers.
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /// A set of permissions under a name; each role has all that the one before it has.
    public enum Role {
        VIEWER,
        OPERATOR,
        EDITOR,
        ADMIN;

        public boolean has(Permission permission) {
            return compareTo(permission.least) >= 0;
        }

        public Set<Permission> permissions() {
            var all = EnumSet.allOf(Permission.class);
            all.removeIf(permission -> !has(permission));
            return all;
        }

        /// As it is written in requests and answers.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The role of that name, if there is one.
        public static Optional<Role> of(String wire) {
            return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
        }
    }
}
