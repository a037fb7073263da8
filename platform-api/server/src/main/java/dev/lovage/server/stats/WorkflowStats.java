package dev.lovage.server.stats;

import dev.lovage.client.Stats;
import dev.lovage.events.RunState;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// How the runs of every workflow went, from the read model.
///
/// For each workflow 20 rows of `runs` are read by their index, and the newest 1,000 of
/// `run_counts` at most, so that a page costs the same however many runs there are.
@Singleton
final class WorkflowStats {
    private static final Duration WINDOW = Duration.ofDays(7);

    static final String PAGE =
            """
            select w.name, ended.count, ended.good, ended.bad, ended.p50, ended.p95,
                last.run, last.status, last.accepted, last.ms
            from (select name collate "C" as name, name as place from workflows
                where tenant = ? and name > ? and (cardinality(?) = 0 or name = any (?))
                order by place limit ?) w
            cross join lateral (
                select coalesce(sum(runs), 0)::bigint as count,
                    sum(runs) filter (where status = 'SUCCEEDED') as good,
                    sum(runs) filter (where status in ('FAILED', 'TIMED_OUT', 'TERMINATED')) as bad,
                    took_at_most(min(took) filter (where upto >= 0.5 * total)) as p50,
                    took_at_most(min(took) filter (where upto >= 0.95 * total)) as p95
                from (select *, sum(runs) over (order by took) as upto, sum(runs) over () as total
                    from (select status, took, runs from run_counts
                        where tenant = ? and definition = w.name and hour >= ?
                            and status >= 'SUCCEEDED' and runs > 0
                        order by hour desc limit 1000) cells) scale) ended
            left join lateral (
                select run, status, accepted,
                    extract(epoch from ended - coalesce(started, accepted)) * 1000 as ms
                from runs where tenant = ? and definition = w.name
                order by accepted desc, run desc limit 20) last on true
            order by w.place, last.accepted desc, last.run desc\
            """;

    private final Database database;
    private final Clock clock;

    WorkflowStats(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One workflow with one of its last runs.
    private record Line(String name, Stats.Ended ended, Stats.@Nullable Tick tick) {}

    /// At most `size` workflows in the order of their names, beginning after `after`.
    ///
    /// @param names only these; empty: all
    List<Stats.OfWorkflow> list(String tenant, List<String> names, String after, int size) {
        var since = clock.instant().minus(WINDOW);
        var lines =
                database.transaction(tx ->
                        Sql.all(
                                tx,
                                PAGE,
                                WorkflowStats::line,
                                tenant,
                                after,
                                names,
                                names,
                                size,
                                tenant,
                                since,
                                tenant));
        var grouped = new LinkedHashMap<String, List<Line>>();
        lines.forEach(
                line -> grouped.computeIfAbsent(line.name(), _ -> new ArrayList<>()).add(line));
        return grouped.values().stream().map(WorkflowStats::together).toList();
    }

    private static Stats.OfWorkflow together(List<Line> lines) {
        var ticks = new ArrayList<Stats.Tick>();
        for (var line : lines) {
            if (line.tick() != null) {
                ticks.add(line.tick());
            }
        }
        return new Stats.OfWorkflow(lines.getFirst().name(), ticks, lines.getFirst().ended());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getString("name"), ended(row), tick(row));
    }

    private static Stats.Ended ended(ResultSet row) throws SQLException {
        long good = row.getLong("good");
        long judged = good + row.getLong("bad");
        return new Stats.Ended(
                row.getLong("count"),
                judged == 0 ? null : (double) good / judged,
                duration(row, "p50"),
                duration(row, "p95"));
    }

    private static Stats.@Nullable Tick tick(ResultSet row) throws SQLException {
        var run = row.getString("run");
        return run == null
                ? null
                : new Stats.Tick(
                        run,
                        RunState.valueOf(row.getString("status")),
                        Sql.instant(row, "accepted"),
                        duration(row, "ms"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        long ms = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(ms);
    }
}
