package dev.lovage.server.audit;

import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.access.Audit.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Changes that were asked for, and whose api died, or lost PostgreSQL, before it could say what
/// came of them. A start is looked up in Temporal; of everything else nobody knows.
final class OpenChanges {
    /// Longer than any change takes.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int MOST = 500;
    private static final String START = "run:start";
    private static final String RUN = "run/";
    private static final String OPEN =
            """
            select tenant, change, actor, action, resource from audit asked
            where outcome = 'requested' and at between ? and ? and not exists (
                select from audit told where told.tenant = asked.tenant
                    and told.change = asked.change and told.outcome <> 'requested')
            order by at limit %d\
            """
                    .formatted(MOST);
    private static final String CLOSE =
            """
            insert into audit (tenant, change, actor, action, resource, outcome, reason)
            select tenant, change, actor, action, resource, ?, 'found out later' from audit asked
            where tenant = ? and change = ? and outcome = 'requested' and not exists (
                select from audit told where told.tenant = asked.tenant
                    and told.change = asked.change and told.outcome <> 'requested')\
            """;

    private record Open(String tenant, String change, String action, String resource) {}

    private final Database database;
    private final Predicate<String> runs;
    private Instant from = Instant.EPOCH;

    /// @param runs whether Temporal has a run of this id
    OpenChanges(Database database, Predicate<String> runs) {
        this.database = database;
        this.runs = runs;
    }

    /// Looks at everything once, and then at what is new. Gives how many were closed.
    int close(Instant now) {
        var open = open(from, now.minus(GRACE));
        for (var one : open) {
            var outcome = outcome(one).name().toLowerCase(Locale.ROOT);
            database.transaction(tx -> Sql.update(tx, CLOSE, outcome, one.tenant(), one.change()));
        }
        if (open.size() < MOST) {
            from = now.minus(AGAIN);
        }
        return open.size();
    }

    private List<Open> open(Instant from, Instant to) {
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        OPEN,
                        row ->
                                new Open(
                                        row.getString("tenant"),
                                        row.getString("change"),
                                        row.getString("action"),
                                        row.getString("resource")),
                        from,
                        to));
    }

    private Outcome outcome(Open open) {
        if (!open.action().equals(START) || !open.resource().startsWith(RUN)) {
            return Outcome.UNKNOWN;
        }
        var run = open.resource().substring(RUN.length());
        return runs.test(run) ? Outcome.DONE : Outcome.FAILED;
    }
}
