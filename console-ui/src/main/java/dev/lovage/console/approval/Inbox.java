package dev.lovage.console.approval;

import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what the inbox shows: what waits longest, and the one that is looked at.
final class Inbox {
    static final int MOST = 200;

    private final LovageClient client;

    Inbox(LovageClient client) {
        this.client = client;
    }

    /// One look at it.
    ///
    /// @param more there are further ones
    /// @param looked id of the one that is looked at
    /// @param open this one, even where the list does not show it; absent when it waits no more
    record Picture(
            List<Approval> approvals,
            boolean more,
            @Nullable String looked,
            @Nullable Approval open,
            Instant asOf) {
        Picture {
            approvals = List.copyOf(approvals);
        }

        Optional<Approval> find(@Nullable String id) {
            return Stream.concat(Stream.ofNullable(open), approvals.stream())
                    .filter(approval -> approval.id().equals(id))
                    .findFirst();
        }

        /// It was looked for, and is not there.
        boolean misses(@Nullable String id) {
            return id != null && id.equals(looked) && find(id).isEmpty();
        }
    }

    Picture read(Approval.Filter filter, @Nullable String id) {
        var page = client.approvals().list(filter, MOST, null);
        var open =
                page.items().stream()
                        .filter(approval -> approval.id().equals(id))
                        .findFirst()
                        .orElseGet(() -> id == null ? null : one(id));
        return new Picture(page.items(), page.nextPageToken() != null, id, open, page.asOf());
    }

    /// Nothing where it waits no more.
    private @Nullable Approval one(String id) {
        try {
            return client.approvals().get(id);
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return null;
            }
            throw e;
        }
    }
}
