package dev.lovage.server.workflow;

import dev.lovage.client.Workflow;
import dev.lovage.server.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Definitions with all their revisions.
public interface WorkflowStore {
    /// At most `size` definitions by name, beginning after `after`.
    List<Workflow> list(String tenant, @Nullable String after, int size);

    Optional<Workflow.Revision> latest(String tenant, String name);

    Optional<Workflow.Revision> revision(String tenant, String name, int revision);

    /// At most `size` revisions, newest first, beginning before the number `before`.
    List<Workflow> history(String tenant, String name, int before, int size);

    /// The latest revision, held until the transaction ends, so that two that save do it one after
    /// the other.
    Optional<Workflow.Revision> lock(Transaction transaction, String tenant, String name);

    /// Keeps a revision; its number must be the one after the latest.
    void add(
            Transaction transaction,
            String tenant,
            Workflow.Revision revision,
            @Nullable String description,
            List<String> tags);
}
