package dev.lovage.server.projection;

import dev.lovage.events.Guard;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.server.run.StoredJson;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Table `steps` as the projection writes it: the same rule as [StepHead#and], against what is
/// stored.
final class StepTable {
    private static final String NEWER =
            """
            ((s.generation, s.epoch, s.seq) < (excluded.generation, excluded.epoch, excluded.seq)
                or UNGUARDED) and (s.generation < excluded.generation or s.state < 'SUCCEEDED'
                or s.state in ('TERMINATED', 'TIMED_OUT') and excluded.state >= 'SUCCEEDED')\
            """
                    .replace("UNGUARDED", String.valueOf(!Guard.VERSION.on()));

    private static final String UPSERT =
            """
            insert into steps as s (accepted, tenant, run, path, part, generation, epoch, seq,
                state, attempt, queued, started, ended, kind, task, queue, activity, size,
                awaits, until, child, value, error)
            select accepted, tenant, run, path, part, generation, epoch, seq,
                state::step_state, attempt, queued, started, ended, kind, task, queue, activity,
                size::int, awaits, until, child, value::json, error::json
            from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::int[],
                ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[])
                as e (accepted, tenant, run, path, part, generation, epoch, seq,
                state, attempt, queued, started, ended, kind, task, queue, activity, size,
                awaits, until, child, value, error)
            on conflict (accepted, tenant, run, path) do update set
                (part, generation, epoch, seq, state, attempt, ended, kind, task, queue,
                    activity, size, awaits, until, child, value, error) = (
                    select excluded.part, excluded.generation, excluded.epoch, excluded.seq,
                        excluded.state, excluded.attempt, excluded.ended, excluded.kind,
                        excluded.task, excluded.queue, excluded.activity, excluded.size,
                        excluded.awaits, excluded.until, excluded.child, excluded.value,
                        excluded.error
                    where NEWER
                    union all
                    select s.part, s.generation, s.epoch, s.seq, s.state, s.attempt, s.ended,
                        s.kind, s.task, s.queue, s.activity, s.size, s.awaits, s.until,
                        s.child, s.value, s.error
                    where not (NEWER)),
                queued = case when s.generation < excluded.generation then excluded.queued
                    else least(s.queued, excluded.queued) end,
                started = case when s.generation < excluded.generation then excluded.started
                    else least(s.started, excluded.started) end
            where NEWER
                or s.generation = excluded.generation and (excluded.queued < s.queued
                    or excluded.started < coalesce(s.started, 'infinity'))\
            """
                    .replace("NEWER", NEWER);

    private StepTable() {}

    static void write(Connection connection, List<StepHead> steps) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, steps);
        try (var statement = connection.prepareStatement(UPSERT)) {
            identity(statement, columns);
            statement.setArray(9, columns.text(step -> step.change().state().name()));
            statement.setArray(10, columns.integer(step -> step.change().attempt()));
            statement.setArray(11, columns.time(step -> step.times().queuedAt()));
            statement.setArray(12, columns.time(step -> step.times().startedAt()));
            statement.setArray(13, columns.time(step -> step.times().endedAt()));
            work(statement, columns);
            statement.setArray(
                    22, columns.text(step -> StoredJson.ofPayload(step.change().value())));
            statement.setArray(
                    23, columns.text(step -> StoredJson.ofFailure(step.change().error())));
            statement.executeUpdate();
        }
    }

    private static void identity(PreparedStatement statement, Columns<StepHead> columns)
            throws SQLException {
        statement.setArray(1, columns.time(step -> step.run().accepted()));
        statement.setArray(2, columns.text(step -> step.run().tenant()));
        statement.setArray(3, columns.text(step -> step.run().run()));
        statement.setArray(4, columns.text(StepHead::path));
        statement.setArray(5, columns.text(StepHead::part));
        statement.setArray(6, columns.integer(step -> step.version().generation()));
        statement.setArray(7, columns.bigint(step -> step.version().epoch()));
        statement.setArray(8, columns.bigint(step -> step.version().seq()));
    }

    private static void work(PreparedStatement statement, Columns<StepHead> columns)
            throws SQLException {
        var works =
                new Columns<>(
                        columns.connection(),
                        columns.rows().stream().map(step -> Kept.of(step.change())).toList());
        statement.setArray(14, works.text(Kept::kind));
        statement.setArray(15, works.text(Kept::task));
        statement.setArray(16, works.text(Kept::queue));
        statement.setArray(17, works.text(Kept::activity));
        statement.setArray(18, works.text(Kept::size));
        statement.setArray(19, works.text(Kept::awaits));
        statement.setArray(20, works.time(Kept::until));
        statement.setArray(21, works.text(Kept::child));
    }

    /// What a step does, as columns. Temporal's id is of use as long as Temporal knows the
    /// activity. The size of a flow is its revision.
    private record Kept(
            String kind,
            @Nullable String task,
            @Nullable String queue,
            @Nullable String activity,
            @Nullable String size,
            @Nullable String awaits,
            @Nullable Instant until,
            @Nullable String child) {
        static Kept of(String kind, @Nullable Instant until) {
            return new Kept(kind, null, null, null, null, null, until, null);
        }

        static Kept of(String kind, @Nullable String task, int size, @Nullable String child) {
            return new Kept(kind, task, null, null, Integer.toString(size), null, null, child);
        }

        static Kept of(StepChange change) {
            var ended = change.state().ended();
            return switch (change.work()) {
                case Work.Task task ->
                        new Kept(
                                "task",
                                task.name(),
                                task.queue(),
                                ended ? null : task.activityId(),
                                null,
                                null,
                                null,
                                null);
                case Work.Container(var kind, var size) -> of(kind, null, size, null);
                case Work.Flow(var name, var revision, var run) -> of("flow", name, revision, run);
                case Work.Timer(var until) -> of("wait", until);
                case Work.Await(var name, var until) ->
                        new Kept("await", name, null, null, null, ended ? null : name, until, null);
                case Work.Pure() -> of("value", null);
            };
        }
    }
}
