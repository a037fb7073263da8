package dev.lovage.server.schedule;

import dev.lovage.server.Transaction;
import dev.lovage.server.workflow.RevisionWatcher;

import jakarta.inject.Singleton;

/// Has schedules follow their workflow to its new revision: what they start takes the definition
/// along.
@Singleton
final class Following implements RevisionWatcher {
    private final ScheduleStore store;

    Following(ScheduleStore store) {
        this.store = store;
    }

    @Override
    public void revised(Transaction transaction, String tenant, String workflow) {
        store.revised(transaction, tenant, workflow);
    }
}
