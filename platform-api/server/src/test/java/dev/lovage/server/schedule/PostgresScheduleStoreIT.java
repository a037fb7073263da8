package dev.lovage.server.schedule;

import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.time.Clock;

class PostgresScheduleStoreIT implements ScheduleStoreContract {
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
    public ScheduleStore store() {
        return new PostgresScheduleStore(database, Clock.systemUTC());
    }

    @Override
    public Database database() {
        return database;
    }
}
