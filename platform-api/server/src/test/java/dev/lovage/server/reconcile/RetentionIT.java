package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Digest;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class RetentionIT {
    private static final Instant JANUARY = Instant.parse("2020-01-10T12:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2020-02-10T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2020-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2020-05-01T00:00:00Z");

    private OwnDatabase database;

    @BeforeEach
    void makeMonths() {
        database = new OwnDatabase();
        for (var table : List.of("runs", "steps", "blobs")) {
            month(table, "2020_01", "2020-01-01", "2020-02-01");
            month(table, "2020_02", "2020-02-01", "2020-03-01");
        }
    }

    private void month(String table, String name, String from, String to) {
        database.update("create table %s_%s (like %s including all)".formatted(table, name, table));
        database.update(
                "alter table %s attach partition %s_%s for values from ('%s+0') to ('%s+0')"
                        .formatted(table, table, name, from, to));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aMonthGoesAtOnceAndOneAtATime() {
        run("old~1", JANUARY, JANUARY);
        run("old~2", FEBRUARY, FEBRUARY);

        assertThat(dropped(MARCH)).contains("2020_01");
        assertThat(left()).containsExactly("old~2");
        assertThat(database.value("select count(*) from steps")).isEqualTo("1");
        assertThat(database.value("select count(*) from blobs")).isEqualTo("1");
        assertThat(dropped(MARCH)).contains("2020_02");
        assertThat(dropped(MARCH)).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsYoungerStays() {
        run("old~1", FEBRUARY, FEBRUARY);

        assertThat(dropped(MARCH.minusMillis(1))).contains("2020_01");
        assertThat(dropped(MARCH.minusMillis(1))).isEmpty();
        assertThat(left()).containsExactly("old~1");
    }

    @Test
    void aRunThatIsOpenForLongerThanTheRetentionKeepsItsValues() {
        run("open~1", JANUARY, null);
        run("old~2", FEBRUARY, FEBRUARY);

        assertThat(dropped(MAY)).contains("2020_02");
        assertThat(dropped(MAY)).isEmpty();
        assertThat(left()).containsExactly("open~1");
        assertThat(database.value("select count(*) from blobs where run = 'open~1'"))
                .isEqualTo("1");
    }

    @Test
    void aRunThatEndedLateIsKeptFromItsEndOn() {
        run("long~1", JANUARY, MAY);

        assertThat(dropped(MAY)).contains("2020_02");
        assertThat(dropped(MAY)).isEmpty();
        assertThat(dropped(MAY.plusMillis(1))).contains("2020_01");
    }

    @Test
    void whatAnOpenRunRepeatsOrIsAStepOfStaysWithItsValues() {
        run("first~1", JANUARY, JANUARY);
        run("again~2", FEBRUARY, FEBRUARY);
        run("child~3", MAY, null);
        database.update("update runs set rerun_of = 'first~1' where run = 'again~2'");
        database.update(
                "update runs set origin = 'flow', origin_by = 'again~2' where run = 'child~3'");

        assertThat(dropped(MAY)).isEmpty();

        database.update(
                "update runs set status = 'FAILED', ended = ? where run = 'child~3'", at(MAY));
        assertThat(dropped(MAY)).contains("2020_01");
        assertThat(dropped(MAY)).contains("2020_02");
    }

    @Test
    void whatTheStepsOfAnOpenRunMadeStays() {
        run("open~1", JANUARY, null);
        run("child~2", FEBRUARY, FEBRUARY);
        run("grandchild~3", FEBRUARY, FEBRUARY);
        update("update runs set origin = 'flow', origin_by = 'open~1' where run = 'child~2'");
        update("update runs set origin = 'flow', origin_by = 'child~2' where run = 'grandchild~3'");

        assertThat(dropped(MAY)).isEmpty();

        update("update runs set status = 'FAILED', ended = '2020-03-01' where run = 'open~1'");
        assertThat(dropped(MAY)).contains("2020_01");
        assertThat(dropped(MAY)).contains("2020_02");
    }

    @Test
    void aValueThatNoRunRefersToGoesByItsAge() {
        blob("nobody~1", JANUARY);
        blob("nobody~2", Instant.parse("1999-01-01T00:00:00Z"));
        blob("nobody~3", Instant.parse("1999-01-01T00:00:00Z"));
        update("update blobs set stored = '2020-01-01' where run = 'nobody~2'");

        assertThat(dropped(MARCH)).contains("2020_01");
        assertThat(database.value("select string_agg(run, ',' order by run) from blobs"))
                .isEqualTo("nobody~2,nobody~3");
        Retention.dropStrays(database, MARCH);
        assertThat(database.value("select string_agg(run, ',') from blobs")).isEqualTo("nobody~3");
    }

    private void update(String sql) {
        database.update(sql);
    }

    private Optional<String> dropped(Instant until) {
        return Retention.dropMonth(database, until);
    }

    private List<String> left() {
        return database.transaction(
                tx -> Sql.all(tx, "select run from runs order by run", row -> row.getString(1)));
    }

    private static Object at(Instant instant) {
        return instant;
    }

    private void run(String run, Instant accepted, Instant ended) {
        database.update(
                """
                insert into runs (accepted, tenant, run, temporal_run, definition, revision, status,
                    ended)
                values (?, 'default', ?, 't', 'd', 1, ?::run_status, ?)\
                """,
                accepted,
                run,
                ended == null ? "RUNNING" : "SUCCEEDED",
                ended);
        database.update(
                """
                insert into steps (accepted, epoch, seq, queued, generation, attempt, state, tenant,
                    run, path, kind)
                values (?, 1, 1, ?, 0, 1, 'SUCCEEDED', 'default', ?, 'do.0', 'task')\
                """,
                accepted,
                accepted,
                run);
        blob(run, accepted);
    }

    private void blob(String run, Instant accepted) {
        database.update(
                """
                insert into blobs (accepted, tenant, run, sha256, type, content)
                values (?, 'default', ?, ?, 'application/json', ?)\
                """,
                accepted,
                run,
                Digest.hex(run),
                new byte[] {1});
    }
}
