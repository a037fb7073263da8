package dev.lovage.server.run;

import java.time.Instant;
import java.util.List;

/// Which run: every row, page and event of it begins with these.
///
/// @param accepted when the logical run was first accepted, whole milliseconds
public record RunKey(String tenant, String run, Instant accepted) {
    /// As a page token carries it; the tenant is the caller's.
    List<String> position() {
        return List.of(String.valueOf(accepted.toEpochMilli()), run);
    }

    static RunKey at(String tenant, List<String> position) {
        var accepted = Instant.ofEpochMilli(Long.parseLong(position.getFirst()));
        return new RunKey(tenant, position.getLast(), accepted);
    }
}
