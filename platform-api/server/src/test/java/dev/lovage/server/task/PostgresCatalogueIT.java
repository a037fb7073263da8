package dev.lovage.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.WorkerSeen;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

class PostgresCatalogueIT extends CatalogueContract {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static OwnDatabase database;

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.update("truncate workers, tasks");
    }

    @Override
    Catalogue catalogue() {
        return new PostgresCatalogue(database, CLOCK);
    }

    @Override
    void announce(WorkerSeen... seen) {
        new Announcements(database, CLOCK).add(List.of(seen));
    }

    @Test
    void whatIsOlderThanAWeekIsDeleted() {
        announce(worker("w1", NOW.minus(Duration.ofDays(8)), List.of("q"), task("a.a")));

        assertThat(database.value("select count(*) from workers")).isEqualTo("0");
        assertThat(database.value("select count(*) from tasks")).isEqualTo("0");
    }
}
