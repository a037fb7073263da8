package dev.lovage.server.schedule;

import dev.lovage.server.Database;
import dev.lovage.server.FakeDatabase;

import java.time.Clock;

class FakeScheduleStoreTest implements ScheduleStoreContract {
    private final FakeDatabase database = new FakeDatabase();
    private final ScheduleStore store = new FakeScheduleStore(database, Clock.systemUTC());

    @Override
    public ScheduleStore store() {
        return store;
    }

    @Override
    public Database database() {
        return database;
    }
}
