package dev.lovage.server.workflow;

import dev.lovage.server.Transaction;

/// Hears of every new revision of a workflow, in the transaction that saves it.
public interface RevisionWatcher {
    void revised(Transaction transaction, String tenant, String workflow);
}
