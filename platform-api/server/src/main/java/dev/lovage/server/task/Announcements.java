package dev.lovage.server.task;

import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;
import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;
import dev.lovage.server.run.StoredJson;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes into the catalogue what workers announced: of each worker and each task only the newest
/// word, so announcements may come twice and in any order.
@Singleton
public final class Announcements {
    /// How long a worker and its tasks are remembered.
    static final Duration KEPT = Duration.ofDays(7);

    private static final String WORKER =
            """
            insert into workers as w (tenant, worker, version, started, seen, queues, tasks)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, worker) do update set
                version = excluded.version, started = excluded.started, seen = excluded.seen,
                queues = excluded.queues, tasks = excluded.tasks
            where w.seen < excluded.seen\
            """;
    private static final String TASK =
            """
            insert into tasks as t (tenant, name, description, parameters, result, options, seen)
            values (?, ?, ?, ?::json, ?::json, ?::json, ?)
            on conflict (tenant, name) do update set
                description = excluded.description, parameters = excluded.parameters,
                result = excluded.result, options = excluded.options, seen = excluded.seen
            where t.seen < excluded.seen\
            """;

    private final Database database;
    private final Clock clock;

    @Inject
    Announcements(Background database, Clock clock) {
        this((Database) database, clock);
    }

    Announcements(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// In one transaction, rows in the order of their keys.
    public void add(List<WorkerSeen> announced) {
        if (announced.isEmpty()) {
            return;
        }
        var workers = new TreeMap<String, WorkerSeen>();
        var tasks = new TreeMap<String, Told>();
        for (var seen : announced) {
            keepNewer(workers, seen.tenant() + "/" + seen.worker(), seen);
            for (var task : seen.tasks()) {
                var told = new Told(seen.tenant(), task, seen.at());
                tasks.merge(seen.tenant() + "/" + task.name(), told, Told::newer);
            }
        }
        database.transaction(tx -> write(tx, workers, tasks));
    }

    private record Told(String tenant, TaskInfo task, Instant at) {
        Told newer(Told other) {
            return other.at.isAfter(at) ? other : this;
        }
    }

    private static void keepNewer(
            SequencedMap<String, WorkerSeen> workers, String key, WorkerSeen seen) {
        workers.merge(key, seen, (one, other) -> other.at().isAfter(one.at()) ? other : one);
    }

    private int write(
            Transaction transaction,
            SequencedMap<String, WorkerSeen> workers,
            SequencedMap<String, Told> tasks) {
        workers.values().forEach(seen -> write(transaction, seen));
        tasks.values().forEach(told -> write(transaction, told));
        var old = clock.instant().minus(KEPT);
        return Sql.update(transaction, "delete from workers where seen < ?", old)
                + Sql.update(transaction, "delete from tasks where seen < ?", old);
    }

    private static void write(Transaction transaction, WorkerSeen seen) {
        Sql.update(
                transaction,
                WORKER,
                seen.tenant(),
                seen.worker(),
                seen.version(),
                seen.startedAt(),
                seen.at(),
                seen.queues(),
                seen.tasks().stream().map(TaskInfo::name).toList());
    }

    private static void write(Transaction transaction, Told told) {
        Sql.update(
                transaction,
                TASK,
                told.tenant(),
                told.task().name(),
                told.task().description(),
                StoredJson.of(told.task().parameters()),
                StoredJson.of(told.task().result()),
                StoredJson.of(told.task().options()),
                told.at());
    }
}
