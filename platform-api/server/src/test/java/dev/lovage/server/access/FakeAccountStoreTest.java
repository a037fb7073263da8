package dev.lovage.server.access;

import dev.lovage.server.Database;
import dev.lovage.server.FakeDatabase;

class FakeAccountStoreTest implements AccountStoreContract {
    private final FakeDatabase database = new FakeDatabase();
    private final AccountStore store = new FakeAccountStore(database);

    @Override
    public AccountStore store() {
        return store;
    }

    @Override
    public Database database() {
        return database;
    }
}
