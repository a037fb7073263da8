package dev.lovage.server.access;

import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresAccountStoreIT implements AccountStoreContract {
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
    public AccountStore store() {
        return new PostgresAccountStore(database);
    }

    @Override
    public Database database() {
        return database;
    }
}
