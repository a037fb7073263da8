package dev.lovage.server.workflow;

import dev.lovage.server.Database;
import dev.lovage.server.FakeDatabase;

class FakeWorkflowStoreTest implements WorkflowStoreContract {
    private final FakeDatabase database = new FakeDatabase();
    private final WorkflowStore store = new FakeWorkflowStore(database);

    @Override
    public WorkflowStore store() {
        return store;
    }

    @Override
    public Database database() {
        return database;
    }
}
