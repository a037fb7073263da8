package dev.lovage.server.approval;

import dev.lovage.client.Approval;
import dev.lovage.server.ApiException;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.approval.ApprovalStore.Open;
import dev.lovage.server.approval.ApprovalStore.Which;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows what runs wait for, with what the definitions say about it.
@Singleton
final class Approvals {
    /// So often is read on for a page of what is mine: a page may be short, and yet not the last.
    private static final int READS = 5;

    private static final int MOST = 200;

    private final ApprovalStore store;
    private final Awaits awaits;
    private final Authorizer authorizer;

    Approvals(ApprovalStore store, Awaits awaits, Authorizer authorizer) {
        this.store = store;
        this.awaits = awaits;
        this.authorizer = authorizer;
    }

    /// A piece of the list.
    ///
    /// @param next where the next piece begins after; absent at the end
    record Piece(List<Approval> items, @Nullable Open next) {}

    Piece list(Principal principal, Approval.Filter filter, @Nullable Open after, int size) {
        authorizer.check(principal, Permission.RUN_READ, "approval/*");
        var which = new Which(filter.workflow(), filter.run());
        var said = new Said(principal);
        var shown = new ArrayList<Approval>();
        var from = after;
        for (int i = 0; i < READS; i++) {
            var rows = store.open(principal.tenant(), which, from, MOST);
            for (var row : rows) {
                from = row;
                var approval = said.of(row);
                if (approval.mine() || !filter.mine()) {
                    shown.add(approval);
                }
                if (shown.size() == size) {
                    return new Piece(shown, row);
                }
            }
            if (rows.size() < MOST) {
                return new Piece(shown, null);
            }
        }
        return new Piece(shown, from);
    }

    /// One that is open.
    Approval get(Principal principal, String text) {
        authorizer.check(principal, Permission.RUN_READ, "approval/" + text);
        var id = ApprovalId.of(text);
        var open =
                store.find(principal.tenant(), id.run(), id.path())
                        .filter(found -> !found.over())
                        .orElseThrow(() -> missing(id));
        return new Said(principal).of(open);
    }

    static ApiException missing(ApprovalId id) {
        return ApprovalId.missing(id.text());
    }

    /// What the definitions say, each read once.
    private final class Said {
        private final Principal principal;
        private final Map<String, List<Awaited>> read = new HashMap<>();

        Said(Principal principal) {
            this.principal = principal;
        }

        Approval of(Open open) {
            var place =
                    new Approval.Place(
                            open.run().run(), open.workflow(), open.revision(), open.path());
            var awaited = awaited(open);
            List<String> assignees = awaited.map(Awaited::assignees).orElse(List.of());
            return new Approval(
                    new ApprovalId(open.run().run(), open.path()).text(),
                    open.name(),
                    awaited.map(Awaited::text).orElse(open.name()),
                    place,
                    new Approval.Waiting(open.since(), open.until()),
                    awaited.map(Awaited::form).orElse(null),
                    assignees,
                    principal.may(Permission.APPROVAL_DECIDE)
                            && Assignees.admit(assignees, principal));
        }

        private Optional<Awaited> awaited(Open open) {
            var run = open.run().run();
            var key = open.revision() > 0 ? open.workflow() + "@" + open.revision() : run;
            return read.computeIfAbsent(key, _ -> awaits.of(principal, run)).stream()
                    .filter(awaited -> awaited.at(open.path()))
                    .findFirst();
        }
    }
}
