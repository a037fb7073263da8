package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

class PostgresRunStoreIT extends RunStoreContract {
    private static OwnDatabase database;
    private final Instant now = Instant.parse("2026-11-20T12:00:30Z");
    private final RunStore store = new PostgresRunStore(database, Clock.fixed(now, ZoneOffset.UTC));

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
        database.update("truncate runs, steps, projector_offsets");
    }

    @Override
    RunStore store() {
        return store;
    }

    @Override
    Database database() {
        return database;
    }

    @Test
    void theAnswersAreAsOldAsThePartitionThatIsFurthestBehind() {
        offset(0, now.minusSeconds(1));
        offset(1, now.minusSeconds(40));

        assertThat(store.freshness())
                .isEqualTo(new RunStore.Freshness(now.minusSeconds(40), 40_000));
    }

    @Test
    void whatWasLookedAtJustNowIsNotBehind() {
        offset(0, now.minusSeconds(4));

        assertThat(store.freshness()).isEqualTo(new RunStore.Freshness(now.minusSeconds(4), 0));
    }

    @Test
    void aRunOfAMonthWithoutAPartitionIsKeptAndMovesWhenThePartitionIsMade() {
        var far = Instant.now().plusSeconds(200L * 24 * 3600).truncatedTo(ChronoUnit.MILLIS);
        accepted("late~1", far);
        assertThat(whereItIs()).isEqualTo("runs_default");

        database.value("select make_partitions(8)::text || ''");

        assertThat(whereItIs()).startsWith("runs_20");
        assertThat(store.find("default", "late~1")).isPresent();
    }

    private static String whereItIs() {
        return database.value("select tableoid::regclass from runs");
    }

    private static void offset(int partition, Instant asOf) {
        database.update(
                "insert into projector_offsets (topic, partition, next_offset, as_of)"
                        + " values ('t', ?, 1, ?)",
                partition,
                asOf);
    }
}
