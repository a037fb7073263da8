package dev.lovage.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.AuditEntry;
import dev.lovage.client.AuditEntry.Filter;
import dev.lovage.client.AuditEntry.Outcome;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class TrailIT {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000001Z");
    private static final Filter ALL = Filter.ALL;
    private static final List<Filter> FILTERS =
            List.of(run("7"), about("run/7"), by("ann7"), action("act:7"), ALL);
    private static final String MANY =
            """
            insert into audit (tenant, at, change, actor, action, resource, outcome)
            select 'many', ?::timestamptz + make_interval(secs => i), i, 'ann' || i % 100,
                'act:' || i % 99, 'run/' || i % 98, 'requested'
            from generate_series(1, 5000) i\
            """;
    private static OwnDatabase database;
    private static Trail trail;

    private final String tenant = "t" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
        trail = new Trail(database);
        database.update(MANY, NOON);
        database.update("analyze audit");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Filter run(String run) {
        return new Filter(run, null, null, null, null, null);
    }

    private static Filter about(String subject) {
        return new Filter(null, subject, null, null, null, null);
    }

    private static Filter by(String name) {
        return new Filter(null, null, name, null, null, null);
    }

    private static Filter action(String action) {
        return new Filter(null, null, null, action, null, null);
    }

    private static Filter between(Instant from, Instant to) {
        return new Filter(null, null, null, null, from, to);
    }

    private void write(Instant at, String change, String words, String outcome) {
        var word = words.split(" ", -1);
        database.update(
                "insert into audit (tenant, at, change, actor, action, resource, outcome, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, 'why')",
                tenant,
                at,
                change,
                word[0],
                word[1],
                word[2],
                outcome);
    }

    private List<AuditEntry> entries(Filter filter) {
        return trail.entries(tenant, filter, null, 100);
    }

    private List<String> subjects(Filter filter) {
        return entries(filter).stream().map(AuditEntry::subject).toList();
    }

    @Test
    void tellsOfEachChangeWhatWasSaidOfItLast() {
        write(NOON, "told", "ann run:start run/x", "requested");
        write(NOON.plusSeconds(1), "told", "ann run:start run/x", "unknown");
        write(NOON.plusSeconds(2), "told", "ann run:start run/x", "done");
        write(NOON.plusSeconds(3), "open", "ann run:cancel run/x", "requested");
        write(NOON.plusSeconds(4), "refused", "bob run:steer run/x", "denied");

        var all = entries(ALL);

        assertThat(all)
                .extracting(AuditEntry::outcome)
                .containsExactly(Outcome.DENIED, Outcome.REQUESTED, Outcome.DONE);
        assertThat(all)
                .extracting(AuditEntry::concludedAt)
                .containsExactly(NOON.plusSeconds(4), null, NOON.plusSeconds(2));
        assertThat(all.getLast())
                .isEqualTo(
                        new AuditEntry(
                                all.getLast().seq(),
                                NOON,
                                "ann",
                                "run:start",
                                "run/x",
                                "why",
                                Outcome.DONE,
                                NOON.plusSeconds(2)));
    }

    @Test
    void showsOnlyWhatIsAskedFor() {
        write(NOON, "1", "ann run:start run/x", "requested");
        write(NOON.plusSeconds(1), "2", "bob approval:decide approval/do.1@x", "requested");
        write(NOON.plusSeconds(2), "3", "ann workflow:write workflow/x", "requested");
        write(NOON.plusSeconds(3), "4", "ann run:start run/xy", "requested");

        assertThat(subjects(run("x"))).containsExactly("approval/do.1@x", "run/x");
        assertThat(subjects(about("run/x"))).containsExactly("run/x");
        assertThat(subjects(about("approval/do.1@x"))).containsExactly("approval/do.1@x");
        assertThat(subjects(by("ann"))).containsExactly("run/xy", "workflow/x", "run/x");
        assertThat(subjects(action("workflow:write"))).containsExactly("workflow/x");
        assertThat(subjects(between(NOON.plusSeconds(1), NOON.plusSeconds(3))))
                .containsExactly("workflow/x", "approval/do.1@x");
        assertThat(trail.entries("another" + tenant, ALL, null, 100)).isEmpty();
    }

    @Test
    void takesALongSubject() {
        var subject = "approval/" + "é".repeat(5_000);
        write(NOON, "1", "bob approval:decide " + subject, "denied");
        write(NOON, "2", "bob approval:decide " + subject + "!", "denied");

        assertThat(subjects(about(subject))).containsExactly(subject);
    }

    @Test
    void pagesHaveNeitherGapsNorDoublesWhileRowsAreAdded() {
        for (int i = 0; i < 20; i++) {
            write(NOON.plusSeconds(i / 7), "c" + i, "ann run:start run/" + i, "requested");
        }
        var expected = subjects(ALL);

        var read = new ArrayList<String>();
        Trail.Place after = null;
        for (int i = 0; i < 7; i++) {
            var page = trail.entries(tenant, ALL, after, 3);
            page.forEach(entry -> read.add(entry.subject()));
            after = new Trail.Place(page.getLast().at(), page.getLast().seq());
            write(NOON.plusSeconds(60), "n" + i, "ann run:start run/new", "requested");
            write(NOON.plusSeconds(60), "c" + i, "ann run:start run/" + i, "done");
        }

        assertThat(read).isEqualTo(expected).hasSize(20).doesNotHaveDuplicates();
        assertThat(trail.entries(tenant, ALL, after, 3)).isEmpty();
    }

    /// Sequential scans are switched off: here they could be cheaper, with more rows they are not.
    @ParameterizedTest
    @FieldSource("FILTERS")
    void readsAPageByAnIndexInItsOrder(Filter filter) {
        var query = Trail.query("many", filter, new Trail.Place(NOON.plusSeconds(4_000), 7), 50);

        var plan =
                database.transaction(tx -> {
                    Sql.update(tx, "set local enable_seqscan = off");
                    Sql.update(tx, "set local enable_bitmapscan = off");
                    var lines =
                            Sql.all(
                                    tx,
                                    "explain " + query.sql(),
                                    row -> row.getString(1),
                                    query.values().toArray());
                    return String.join("\n", lines);
                });

        var index = filter.equals(ALL) ? "audit_at" : "audit_(about|actor|action)";
        assertThat(plan).containsPattern("Index Scan Backward using " + index + " on audit a");
    }
}
