package dev.lovage.server.workflow;

import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresWorkflowStoreIT implements WorkflowStoreContract {
    private static OwnDatabase database;

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    public WorkflowStore store() {
        return new PostgresWorkflowStore(database);
    }

    @Override
    public Database database() {
        return database;
    }
}
