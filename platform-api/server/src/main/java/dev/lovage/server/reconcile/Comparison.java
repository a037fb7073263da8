package dev.lovage.server.reconcile;

import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.RunStore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The read model, as the reconciler compares and mends it.
@Singleton
final class Comparison {
    private static final String DIFFERENT =
            """
            select listed.place
            from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[])
                with ordinality as listed (accepted, tenant, run, temporal_run, place)
            left join runs on runs.tenant = listed.tenant and runs.run = listed.run
                and (runs.accepted = listed.accepted or listed.accepted = 'epoch')
            where runs.run is null or runs.temporal_run <> listed.temporal_run
                or case when ? then runs.status < 'SUCCEEDED' else runs.origin is null end
            order by listed.place\
            """;

    private static final String GONE =
            """
            delete from run_counts
            where hour < date_trunc('hour', (select min(accepted) from runs), 'UTC')\
            """;

    private final Database database;
    private final RunStore runs;

    @Inject
    Comparison(Background database, RunStore runs) {
        this((Database) database, runs);
    }

    Comparison(Database database, RunStore runs) {
        this.database = database;
        this.runs = runs;
    }

    /// Those of which there is no row, or one of another execution, or one that has not ended (for
    /// [Loop#CLOSED]) or does not say what started it. A run that does not know its own acceptance
    /// is compared by its id.
    List<Listed> different(Loop loop, List<Listed> listed) {
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        DIFFERENT,
                        row -> listed.get(row.getInt(1) - 1),
                        column(listed, run -> run.key().accepted().toString()),
                        column(listed, run -> run.key().tenant()),
                        column(listed, run -> run.key().run()),
                        column(listed, Listed::temporalRun),
                        loop == Loop.CLOSED));
    }

    /// Whether the row of this very execution has all that its acceptance knows.
    boolean complete(Listed run) {
        return different(Loop.STARTED, List.of(run)).isEmpty();
    }

    /// Makes the row of a run that has none, or adds what only its acceptance knows.
    void add(AcceptedRun run) {
        database.transaction(tx -> {
            runs.accepted(tx, run);
            return run;
        });
    }

    /// Until when this loop has compared; nothing when it never has.
    Optional<Instant> until(String loop) {
        return database.transaction(tx ->
                Sql.first(
                        tx,
                        "select until from reconciled where loop = ?",
                        row -> Sql.instant(row, "until"),
                        loop));
    }

    void compared(String loop, Instant until) {
        var sql =
                """
                insert into reconciled (loop, until) values (?, ?)
                on conflict (loop) do update set until = excluded.until\
                """;
        database.transaction(tx -> Sql.update(tx, sql, loop, until));
    }

    /// Makes the partitions of the next months, and forgets the counts of those that are gone.
    void partitions() {
        database.transaction(tx -> {
            Sql.all(tx, "select make_partitions(3)", row -> true);
            return Sql.update(tx, GONE);
        });
    }

    private static List<String> column(List<Listed> listed, Function<Listed, String> column) {
        return listed.stream().map(column).toList();
    }
}
