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

    /// What was known of the execution before is no longer true of this one.
    private static final String TAKE_OVER =
            """
            update runs set temporal_run = ?, generation = generation + 1, epoch = ?, seq = 0,
                status = 'RUNNING', ended = null, result = null, error = null, reason = null,
                counts = null
            where accepted = ? and tenant = ? and run = ? and temporal_run <> ?\
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

    /// Whether there is a row of this very execution.
    boolean shows(Listed run) {
        var sql =
                """
                select from runs
                where accepted = ? and tenant = ? and run = ? and temporal_run = ?\
                """;
        var key = run.key();
        return database.transaction(tx ->
                Sql.first(
                                tx,
                                sql,
                                row -> true,
                                key.accepted(),
                                key.tenant(),
                                key.run(),
                                run.temporalRun())
                        .isPresent());
    }

    /// Makes the row of a run that has none, or adds what only its acceptance knows.
    void add(AcceptedRun run) {
        database.transaction(tx -> {
            runs.accepted(tx, run);
            return run;
        });
    }

    /// Shows the execution that Temporal says is the current one. False when the row does already,
    /// or there is none.
    boolean takeOver(Listed current, Instant started) {
        return database.transaction(tx ->
                Sql.update(
                        tx,
                        TAKE_OVER,
                        current.temporalRun(),
                        started.toEpochMilli(),
                        current.key().accepted(),
                        current.key().tenant(),
                        current.key().run(),
                        current.temporalRun()))
                > 0;
    }

    /// Until when this loop has compared; nothing when it never has.
    Optional<Instant> until(Loop loop) {
        return database.transaction(tx ->
                Sql.first(
                        tx,
                        "select until from reconciled where loop = ?",
                        row -> Sql.instant(row, "until"),
                        loop.name()));
    }

    void compared(Loop loop, Instant until) {
        var sql =
                """
                insert into reconciled (loop, until) values (?, ?)
                on conflict (loop) do update set until = excluded.until\
                """;
        database.transaction(tx -> Sql.update(tx, sql, loop.name(), until));
    }

    /// Makes the partitions of the next months.
    void partitions() {
        database.transaction(tx -> Sql.all(tx, "select make_partitions(3)", row -> true));
    }

    private static List<String> column(List<Listed> listed, Function<Listed, String> column) {
        return listed.stream().map(column).toList();
    }
}
