package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Rows of the tables `runs` and `steps`, read.
final class Rows {
    static final String RUN =
            """
            select accepted, tenant, run, temporal_run, definition, revision, queue, tags, origin,
                origin_by, origin_at, rerun_of, rerun_from, rerun_only, input, status, version,
                started, ended, result, error, counts, reason,
                (select overlay from run_overlays o
                    where o.accepted = runs.accepted and o.tenant = runs.tenant
                        and o.run = runs.run) as overlay
            from runs\
            """;

    /// What workers say is looked up for the steps that are shown, and for no other.
    private static final String STEPS =
            """
            select s.path, s.state, s.kind, s.task, s.queue, s.activity, s.size, s.until, s.child,
                s.attempt, s.queued, s.started, s.ended, s.value, s.error,
                a.temporal_run as said_in, a.attempt as said_attempt, a.state as said_state,
                a.began as said_began, a.retry as said_retry, a.worker as said_worker,
                a.error as said_error, a.done, a.total, a.message
            from (select * from steps where accepted = ? and tenant = ? and run = ? and WHICH) s
            left join attempts a on s.ended is null
                and (a.tenant, a.run, a.path) = (s.tenant, s.run, s.path)
                and (s.part is not null or a.temporal_run = (
                    select r.temporal_run from runs r
                    where (r.accepted, r.tenant, r.run) = (s.accepted, s.tenant, s.run)))
            order by s.path\
            """;

    private Rows() {}

    /// Steps of a run, in path order.
    ///
    /// @param which of them, and how many
    static String steps(String which) {
        return STEPS.replace("WHICH", which);
    }

    static RunRow run(ResultSet row) throws SQLException {
        return new RunRow(about(row), progress(row), overlay(row));
    }

    private static @Nullable Overlay overlay(ResultSet row) throws SQLException {
        var overlay = row.getString("overlay");
        return overlay == null ? null : Overlay.valueOf(overlay);
    }

    static RunStore.Took took(ResultSet row) throws SQLException {
        return new RunStore.Took(Duration.ofMillis(row.getLong("p95")), row.getInt("runs"));
    }

    static StepRow step(ResultSet row) throws SQLException {
        var told = told(row);
        return row.getString("said_in") == null ? told : underway(row).over(told);
    }

    private static StepRow told(ResultSet row) throws SQLException {
        return new StepRow(
                row.getString("path"),
                StepState.valueOf(row.getString("state")),
                work(row),
                row.getInt("attempt"),
                new StepRow.Times(time(row, "queued"), time(row, "started"), time(row, "ended")),
                StoredJson.payload(row.getString("value")),
                StoredJson.failure(row.getString("error")));
    }

    private static Underway underway(ResultSet row) throws SQLException {
        var message = row.getString("message");
        return new Underway(
                row.getString("said_in"),
                row.getInt("said_attempt"),
                StepState.valueOf(row.getString("said_state")),
                time(row, "said_began"),
                time(row, "said_retry"),
                row.getString("said_worker"),
                StoredJson.failure(row.getString("said_error")),
                message == null
                        ? null
                        : new Underway.Progress(
                                row.getLong("done"), row.getLong("total"), message));
    }

    private static AcceptedRun about(ResultSet row) throws SQLException {
        return new AcceptedRun(
                new RunKey(
                        row.getString("tenant"),
                        row.getString("run"),
                        Sql.instant(row, "accepted")),
                row.getString("temporal_run"),
                row.getString("definition"),
                row.getInt("revision"),
                Objects.requireNonNullElse(row.getString("queue"), ""),
                Sql.texts(row, "tags"),
                origin(row),
                StoredJson.payload(row.getString("input")));
    }

    /// Until the row has learned it, the id may tell.
    private static RunInput.Origin origin(ResultSet row) throws SQLException {
        var kind = row.getString("origin");
        return kind == null
                ? RunIds.origin(row.getString("run"), "unknown")
                : new RunInput.Origin(
                        kind,
                        row.getString("origin_by"),
                        List.of(),
                        row.getString("origin_at"),
                        rerunOf(row));
    }

    private static RunInput.@Nullable RerunOf rerunOf(ResultSet row) throws SQLException {
        var run = row.getString("rerun_of");
        return run == null
                ? null
                : new RunInput.RerunOf(
                        run, row.getString("rerun_from"), row.getString("rerun_only"));
    }

    private static RunRow.Progress progress(ResultSet row) throws SQLException {
        return new RunRow.Progress(
                RunState.valueOf(row.getString("status")),
                row.getLong("version"),
                time(row, "started"),
                time(row, "ended"),
                StoredJson.payload(row.getString("result")),
                StoredJson.failure(row.getString("error")),
                StoredJson.counts(row.getString("counts")),
                row.getString("reason"));
    }

    private static Work work(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "task" ->
                    new Work.Task(
                            row.getString("task"),
                            row.getString("queue"),
                            row.getString("activity"));
            case "value" -> new Work.Pure();
            case "wait" -> new Work.Timer(time(row, "until"));
            case "await" -> new Work.Await(row.getString("task"), time(row, "until"));
            case "flow" ->
                    new Work.Flow(
                            row.getString("task"), row.getInt("size"), row.getString("child"));
            case String container -> new Work.Container(container, row.getInt("size"));
        };
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
