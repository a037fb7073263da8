package dev.lovage.server.task;

import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;
import dev.lovage.server.run.StoredJson;

import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The catalogue in the tables `tasks` and `workers`, which [Announcements] fills.
@Singleton
final class PostgresCatalogue implements Catalogue {
    /// How long a worker counts as alive.
    static final Duration ALIVE = Duration.ofMinutes(1);

    private static final String TASKS =
            """
            select name, description, parameters, result, options, seen,
                array(select distinct queue from workers w, unnest(w.queues) queue
                    where w.tenant = t.tenant and t.name = any (w.tasks) and w.seen > ?
                    order by queue) as queues
            from tasks t where tenant = ? and seen > ?\
            """;
    private static final String WORKERS =
            """
            select worker, version, started, seen, queues, tasks
            from workers where tenant = ? and seen > ? order by worker\
            """;

    private static final String QUEUES =
            "select distinct tenant, unnest(queues) as queue from workers where seen > ?";

    private final Database database;
    private final Clock clock;

    PostgresCatalogue(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Entry> tasks(String tenant) {
        var since = clock.instant().minus(Announcements.KEPT);
        var sql = TASKS + " order by name";
        return database.transaction(
                tx -> Sql.all(tx, sql, PostgresCatalogue::entry, since, tenant, since));
    }

    @Override
    public Optional<Entry> task(String tenant, String name) {
        return Optional.ofNullable(tasks(tenant, Set.of(name)).get(name));
    }

    @Override
    public Map<String, Entry> tasks(String tenant, Set<String> names) {
        return database.transaction(tx -> tasks(tx, tenant, names));
    }

    @Override
    public List<WorkerSeen> workers(String tenant) {
        var since = clock.instant().minus(ALIVE);
        return database.transaction(tx -> {
            var served = Sql.all(tx, WORKERS, row -> Sql.texts(row, "tasks"), tenant, since);
            var names = served.stream().flatMap(List::stream).collect(Collectors.toSet());
            var tasks = tasks(tx, tenant, names);
            return Sql.all(tx, WORKERS, row -> worker(tenant, row, tasks), tenant, since);
        });
    }

    @Override
    public Set<Queue> queues() {
        var since = clock.instant().minus(Announcements.KEPT);
        return database.transaction(
                tx -> Set.copyOf(Sql.all(tx, QUEUES, PostgresCatalogue::queue, since)));
    }

    @Override
    public Optional<Server> server(String tenant, String queue) {
        var sql =
                """
                select worker, seen from workers where tenant = ? and ? = any (queues)
                order by seen desc limit 1\
                """;
        return database.transaction(tx ->
                Sql.first(
                        tx,
                        sql,
                        row -> new Server(row.getString("worker"), Sql.instant(row, "seen")),
                        tenant,
                        queue));
    }

    private static Queue queue(ResultSet row) throws SQLException {
        return new Queue(row.getString("tenant"), row.getString("queue"));
    }

    private Map<String, Entry> tasks(Transaction transaction, String tenant, Set<String> names) {
        var since = clock.instant().minus(Announcements.KEPT);
        var sql = TASKS + " and name = any (?)";
        return Sql.all(transaction, sql, PostgresCatalogue::entry, since, tenant, since, names)
                .stream()
                .collect(Collectors.toMap(entry -> entry.task().name(), Function.identity()));
    }

    private static WorkerSeen worker(String tenant, ResultSet row, Map<String, Entry> tasks)
            throws SQLException {
        return new WorkerSeen(
                tenant,
                row.getString("worker"),
                row.getString("version"),
                Sql.instant(row, "started"),
                Sql.instant(row, "seen"),
                Sql.texts(row, "queues"),
                Sql.texts(row, "tasks").stream()
                        .map(tasks::get)
                        .filter(Objects::nonNull)
                        .map(Entry::task)
                        .toList());
    }

    // the class file of a compact constructor does not tell that map values may be null
    @SuppressWarnings("NullAway")
    private static Entry entry(ResultSet row) throws SQLException {
        var task =
                new TaskInfo(
                        row.getString("name"),
                        row.getString("description"),
                        StoredJson.object(row.getString("parameters")),
                        StoredJson.object(row.getString("result")),
                        StoredJson.object(row.getString("options")));
        return new Entry(task, Sql.texts(row, "queues"), Sql.instant(row, "seen"));
    }
}
