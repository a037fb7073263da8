package dev.lovage.server.reconcile;

import dev.lovage.events.RunState;
import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.reconcile.Tally.Standing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// Counts the runs of the read model.
@Singleton
final class Tallies {
    private static final String MISCOUNTED =
            """
            select count(*)
            from (select * from run_counts where runs <> 0) said
            full join counted_runs counted using (tenant, definition, hour, status, took)
            where hour >= ? and hour < ? and said.runs is distinct from counted.runs\
            """;

    private final Database database;

    @Inject
    Tallies(Background database) {
        this((Database) database);
    }

    Tallies(Database database) {
        this.database = database;
    }

    /// Of those accepted from `from` on and before `to`.
    Tally of(Instant from, Instant to) {
        var sql =
                """
                select status, count(*) as runs from runs
                where accepted >= ? and accepted < ? group by status\
                """;
        var counts = new EnumMap<Standing, Long>(Standing.class);
        database.transaction(tx ->
                        Sql.all(
                                tx,
                                sql,
                                row ->
                                        new Counted(
                                                RunState.valueOf(row.getString("status")),
                                                row.getLong("runs")),
                                from,
                                to))
                .forEach(row -> counts.merge(Standing.of(row.state()), row.runs(), Long::sum));
        return new Tally(counts);
    }

    /// How many of the counters of these hours say something else than the rows they count.
    long miscounted(Instant from, Instant to) {
        return database.transaction(
                tx -> Sql.first(tx, MISCOUNTED, row -> row.getLong(1), from, to).orElseThrow());
    }

    private record Counted(RunState state, long runs) {}

    /// Those of which there is no row, or one of another execution, or one that stands otherwise.
    List<Listed> different(List<Listed> listed) {
        return listed.stream().filter(run -> !agrees(run)).toList();
    }

    private boolean agrees(Listed run) {
        var sql = "select temporal_run, status from runs where tenant = ? and run = ?";
        Optional<Boolean> same =
                database.transaction(tx ->
                        Sql.first(
                                tx,
                                sql,
                                row ->
                                        row.getString("temporal_run").equals(run.temporalRun())
                                                && Standing.of(
                                                                RunState.valueOf(
                                                                        row.getString("status")))
                                                        == run.standing(),
                                run.key().tenant(),
                                run.key().run()));
        return same.orElse(false);
    }
}
