package dev.lovage.server.run;

import dev.lovage.server.Database;
import dev.lovage.server.FakeDatabase;

class FakeRunStoreTest extends RunStoreContract {
    private final FakeDatabase database = new FakeDatabase();
    private final RunStore store = new FakeRunStore(database);

    @Override
    RunStore store() {
        return store;
    }

    @Override
    Database database() {
        return database;
    }
}
