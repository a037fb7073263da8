package dev.lovage.server.projection;

import dev.lovage.events.Guard;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.server.projection.RunHead.Ending;
import dev.lovage.server.projection.RunHead.Execution;
import dev.lovage.server.projection.RunHead.Standing;
import dev.lovage.server.run.RunKey;
import dev.lovage.server.run.StoredJson;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Table `runs` as the projection writes it.
final class RunTable {
    private static final Ending UNTOLD = new Ending(Payload.NONE, null, null, Map.of());

    private static final String LOCK =
            """
            select r.* from unnest(?::text[]::timestamptz[], ?::text[], ?::text[])
                with ordinality as key (accepted, tenant, run, place)
            join lateral (
                select accepted, tenant, run, temporal_run, definition, revision, queue,
                       generation, epoch, seq, version, status, reason, started, ended
                from runs
                where runs.accepted = key.accepted and runs.tenant = key.tenant
                    and runs.run = key.run
                for update) r on true
            order by key.place\
            """;

    /// The rows were locked and folded into before; the guard is for one that was made since.
    private static final String UPSERT =
            """
            insert into runs as r (accepted, tenant, run, temporal_run, definition, revision,
                queue, generation, epoch, seq, version, status, started, ended,
                result, error, reason, counts)
            select accepted, tenant, run, temporal_run, definition, revision,
                queue, generation, epoch, seq, version, status::run_status, started, ended,
                result::json, error::json, reason, counts::json
            from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::int[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[], ?::text[],
                ?::text[], ?::text[])
                as e (accepted, tenant, run, temporal_run, definition, revision,
                queue, generation, epoch, seq, version, status, started, ended,
                result, error, reason, counts)
            on conflict (accepted, tenant, run) do update set
                temporal_run = excluded.temporal_run, definition = excluded.definition,
                revision = excluded.revision, queue = coalesce(excluded.queue, r.queue),
                generation = excluded.generation, epoch = excluded.epoch, seq = excluded.seq,
                version = excluded.version, status = excluded.status,
                started = excluded.started, ended = excluded.ended,
                result = case when r.generation < excluded.generation then excluded.result
                    else coalesce(excluded.result, r.result) end,
                error = case when r.generation < excluded.generation then excluded.error
                    else coalesce(excluded.error, r.error) end,
                reason = case
                    when r.generation < excluded.generation or r.status < 'SUCCEEDED'
                        then excluded.reason
                    else coalesce(excluded.reason, r.reason) end,
                counts = case when r.generation < excluded.generation then excluded.counts
                    else coalesce(excluded.counts, r.counts) end
            where (r.generation, r.epoch, r.seq)
                <= (excluded.generation, excluded.epoch, excluded.seq) or UNGUARDED\
            """
                    .replace("UNGUARDED", String.valueOf(!Guard.VERSION.on()));

    private static final String CUT_OFF =
            """
            update steps set state = run.state::step_state, ended = run.ended, awaits = null
            from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[]::timestamptz[]) as run (accepted, tenant, run, state, ended)
            where steps.accepted = run.accepted and steps.tenant = run.tenant
                and steps.run = run.run and steps.state < 'SUCCEEDED'\
            """;

    private static final String RENEW =
            """
            delete from steps
            using unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::int[])
                as run (accepted, tenant, run, generation)
            where steps.accepted = run.accepted and steps.tenant = run.tenant
                and steps.run = run.run and steps.generation < run.generation\
            """;

    private RunTable() {}

    /// The rows there are, locked in order.
    static Map<RunKey, RunHead> lock(Connection connection, Collection<RunKey> keys)
            throws SQLException {
        var columns = new Columns<>(connection, keys.stream().sorted(Fold.ORDER).toList());
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, columns.time(RunKey::accepted));
            statement.setArray(2, columns.text(RunKey::tenant));
            statement.setArray(3, columns.text(RunKey::run));
            var heads = new HashMap<RunKey, RunHead>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var head = head(rows);
                    heads.put(head.key(), head);
                }
            }
            return heads;
        }
    }

    /// Writes rows that were folded from what [#lock] gave.
    static void write(Connection connection, List<RunHead> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, runs);
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(1, columns.time(run -> run.key().accepted()));
            statement.setArray(2, columns.text(run -> run.key().tenant()));
            statement.setArray(3, columns.text(run -> run.key().run()));
            statement.setArray(4, columns.text(run -> run.execution().temporalRun()));
            statement.setArray(5, columns.text(run -> run.execution().definition()));
            statement.setArray(6, columns.integer(run -> run.execution().revision()));
            statement.setArray(7, columns.text(run -> run.execution().queue()));
            statement.setArray(8, columns.integer(run -> run.version().generation()));
            statement.setArray(9, columns.bigint(run -> run.version().epoch()));
            statement.setArray(10, columns.bigint(run -> run.version().seq()));
            statement.setArray(11, columns.bigint(RunHead::applied));
            statement.setArray(12, columns.text(run -> run.status().name()));
            statement.setArray(13, columns.time(RunHead::started));
            statement.setArray(14, columns.time(RunHead::ended));
            statement.setArray(15, columns.text(r -> StoredJson.ofPayload(told(r).result())));
            statement.setArray(16, columns.text(r -> StoredJson.ofFailure(told(r).error())));
            statement.setArray(17, columns.text(RunTable::reason));
            statement.setArray(18, columns.text(r -> StoredJson.ofCounts(told(r).counts())));
            statement.executeUpdate();
        }
    }

    /// Ends the steps that are still open in these runs.
    static void cutOff(Connection connection, List<RunHead> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, runs);
        try (var statement = connection.prepareStatement(CUT_OFF)) {
            statement.setArray(1, columns.time(run -> run.key().accepted()));
            statement.setArray(2, columns.text(run -> run.key().tenant()));
            statement.setArray(3, columns.text(run -> run.key().run()));
            statement.setArray(4, columns.text(run -> StepHead.end(run).name()));
            statement.setArray(5, columns.time(RunHead::ended));
            statement.executeUpdate();
        }
    }

    /// Takes away the steps of executions that these runs have left behind.
    static void renew(Connection connection, List<RunHead> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, runs);
        try (var statement = connection.prepareStatement(RENEW)) {
            statement.setArray(1, columns.time(run -> run.key().accepted()));
            statement.setArray(2, columns.text(run -> run.key().tenant()));
            statement.setArray(3, columns.text(run -> run.key().run()));
            statement.setArray(4, columns.integer(run -> run.version().generation()));
            statement.executeUpdate();
        }
    }

    private static Ending told(RunHead run) {
        var ending = run.ending();
        return ending == null ? UNTOLD : ending;
    }

    private static RunHead head(ResultSet row) throws SQLException {
        return new RunHead(
                new RunKey(
                        row.getString("tenant"),
                        row.getString("run"),
                        row.getObject("accepted", OffsetDateTime.class).toInstant()),
                new Execution(
                        row.getString("temporal_run"),
                        row.getString("definition"),
                        row.getInt("revision"),
                        row.getString("queue")),
                new Version(row.getInt("generation"), row.getLong("epoch"), row.getLong("seq")),
                row.getLong("version"),
                standing(row),
                time(row, "started"),
                time(row, "ended"),
                null);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var state = RunState.valueOf(row.getString("status"));
        return new Standing(state, state.ended() ? null : row.getString("reason"));
    }

    /// Why it ended, or why it is paused.
    private static @Nullable String reason(RunHead run) {
        var told = told(run).reason();
        return told == null ? run.standing().reason() : told;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
