package dev.lovage.server.projection;

import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.server.run.StoredJson;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Table `attempts`, written: the same rule as [AttemptHead#and], against what is stored.
final class AttemptTable {
    private static final String SAME =
            "a.temporal_run = excluded.temporal_run and a.attempt = excluded.attempt";

    /// An attempt that began and ended meanwhile was never seen, and is not written down.
    private static final String WRITE =
            """
            with told as (
                select * from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::int[], ?::text[]::timestamptz[], ?::text[],
                    ?::text[]::boolean[], ?::text[]::timestamptz[], ?::text[]::timestamptz[],
                    ?::text[], ?::text[]::bigint[], ?::text[]::bigint[], ?::text[])
                    as e (accepted, tenant, run, path, temporal_run, worker, attempt, at, state,
                    over, began, retry, error, done, total, message)),
            changed as (
                insert into attempts as a (accepted, tenant, run, path, temporal_run, worker,
                    attempt, at, state, over, began, retry, error, done, total, message)
                select accepted, tenant, run, path, temporal_run, worker, attempt, at,
                    state::step_state, over, began, retry, error::json, done, total, message
                from told where not over or (select true from attempts b
                    where (b.tenant, b.run, b.path) = (told.tenant, told.run, told.path))
                on conflict (tenant, run, path) do update set
                    accepted = excluded.accepted, temporal_run = excluded.temporal_run,
                    worker = excluded.worker, attempt = excluded.attempt, at = excluded.at,
                    state = excluded.state, over = excluded.over, retry = excluded.retry,
                    error = excluded.error,
                    began = case when SAME then coalesce(excluded.began, a.began)
                        else excluded.began end,
                    done = case when SAME then coalesce(excluded.done, a.done)
                        else excluded.done end,
                    total = case when SAME then coalesce(excluded.total, a.total)
                        else excluded.total end,
                    message = case when SAME then coalesce(excluded.message, a.message)
                        else excluded.message end
                where case when a.temporal_run = excluded.temporal_run
                    then (a.attempt, a.at) <= (excluded.attempt, excluded.at)
                    else a.at <= excluded.at end
                returning accepted, tenant, run, path, state, attempt)
            select concat_ws(e'\\t', c.tenant, c.run, r.definition, c.path, c.state, c.attempt)
            from changed c join runs r on (r.accepted, r.tenant, r.run)
                = (c.accepted, c.tenant, c.run) and r.status < 'SUCCEEDED'\
            """
                    .replace("SAME", SAME);

    /// Those that are over go when what they mean has surely been told, the others with their step.
    private static final String SWEEP =
            """
            delete from attempts a where over and at < now() - interval '1 minute'
                or at < now() - interval '1 hour' and coalesce((select s.ended is not null
                    from steps s where (s.accepted, s.tenant, s.run, s.path)
                        = (a.accepted, a.tenant, a.run, a.path)), true)\
            """;

    /// Characters of a notification: PostgreSQL takes 8,000 bytes.
    private static final int NOTICE = 2_600;

    private AttemptTable() {}

    /// Writes what is news, and tells the live feed, once this is committed.
    static void write(Connection connection, List<AttemptHead> heads) throws SQLException {
        var columns = new Columns<>(connection, heads);
        var lines = new ArrayList<String>();
        try (var statement = connection.prepareStatement(WRITE)) {
            bind(statement, columns);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        tell(connection, lines);
    }

    private static void bind(PreparedStatement statement, Columns<AttemptHead> columns)
            throws SQLException {
        statement.setArray(1, columns.time(head -> head.subject().accepted()));
        statement.setArray(2, columns.text(head -> head.subject().tenant()));
        statement.setArray(3, columns.text(head -> head.subject().run()));
        statement.setArray(4, columns.text(head -> head.subject().path()));
        statement.setArray(5, columns.text(head -> head.subject().temporalRun()));
        statement.setArray(6, columns.text(head -> head.subject().worker()));
        statement.setArray(7, columns.integer(head -> head.subject().attempt()));
        statement.setArray(8, columns.time(AttemptHead::at));
        statement.setArray(9, columns.text(head -> head.state().name()));
        statement.setArray(10, columns.text(head -> String.valueOf(head.over())));
        statement.setArray(11, columns.time(AttemptHead::began));
        statement.setArray(12, columns.time(AttemptHead::retry));
        statement.setArray(13, columns.text(head -> StoredJson.ofFailure(head.error())));
        statement.setArray(14, columns.text(said(p -> String.valueOf(p.done()))));
        statement.setArray(15, columns.text(said(p -> String.valueOf(p.total()))));
        statement.setArray(16, columns.text(said(Progressed::message)));
    }

    private static Function<AttemptHead, @Nullable String> said(Function<Progressed, String> of) {
        return head -> {
            var progress = head.progress();
            return progress == null ? null : of.apply(progress);
        };
    }

    private static void tell(Connection connection, List<String> lines) throws SQLException {
        try (var statement =
                connection.prepareStatement("select pg_notify('lovage_attempts', ?)")) {
            for (var notice : notices(lines)) {
                statement.setString(1, notice);
                statement.execute();
            }
        }
    }

    /// Lines put together as far as they fit.
    static List<String> notices(List<String> lines) {
        var notices = new ArrayList<String>();
        var open = new StringBuilder();
        for (var line : lines) {
            if (open.length() + line.length() + 1 > NOTICE && !open.isEmpty()) {
                notices.add(open.toString());
                open.setLength(0);
            }
            open.append(open.isEmpty() ? "" : "\n").append(line);
        }
        if (!open.isEmpty()) {
            notices.add(open.toString());
        }
        return notices;
    }

    static void sweep(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SWEEP)) {
            statement.executeUpdate();
        }
    }
}
