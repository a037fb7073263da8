package dev.lovage.server.run;

import dev.lovage.events.Payload;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The read model of runs in the tables `runs` and `steps`, which the projection fills.
@Singleton
final class PostgresRunStore implements RunStore {
    /// The projection looks every two seconds whether Kafka has more; what is older is behind.
    private static final Duration CURRENT = Duration.ofSeconds(5);

    private static final String ACCEPTED =
            """
            insert into runs as r (accepted, tenant, run, temporal_run, definition, revision,
                queue, tags, origin, origin_by, origin_at, rerun_of, rerun_from, rerun_only,
                input)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
            on conflict (accepted, tenant, run) do update set
                queue = excluded.queue, tags = excluded.tags, origin = excluded.origin,
                origin_by = excluded.origin_by, origin_at = excluded.origin_at,
                rerun_of = excluded.rerun_of, rerun_from = excluded.rerun_from,
                rerun_only = excluded.rerun_only,
                input = excluded.input\
            """;

    /// What the row leaves out is kept beside it, by the reconciler.
    private static final String LEFT_OUT =
            """
            insert into reconcile_queue (accepted, tenant, run, reason)
            values (?, ?, ?, 'values') on conflict do nothing\
            """;

    private static final String TOOK =
            """
            select sum(runs)::int as runs,
                took_at_most(min(took) filter (where upto >= 0.95 * total)) as p95
            from (select *, sum(runs) over (order by took) as upto, sum(runs) over () as total
                from (select took, runs from run_counts
                    where tenant = ? and definition = ? and status in ('SUCCEEDED', 'FAILED')
                        and runs > 0
                    order by hour desc limit 1000) cells) scale\
            """;

    private final Database database;
    private final Clock clock;

    PostgresRunStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void accepted(Transaction transaction, AcceptedRun run) {
        var rerun = run.origin().rerunOf();
        Sql.update(
                transaction,
                ACCEPTED,
                run.key().accepted(),
                run.key().tenant(),
                run.key().run(),
                run.temporalRun(),
                run.definition(),
                run.revision(),
                run.queue(),
                run.tags(),
                run.origin().kind(),
                run.origin().by(),
                run.origin().at(),
                rerun == null ? null : rerun.run(),
                rerun == null ? null : rerun.from(),
                rerun == null ? null : rerun.only(),
                StoredJson.ofPayload(run.input()));
        if (run.input() instanceof Payload.Omitted omitted && omitted.tooLarge()) {
            var key = run.key();
            Sql.update(transaction, LEFT_OUT, key.accepted(), key.tenant(), key.run());
        }
    }

    @Override
    public List<RunRow> list(String tenant, RunFilter filter, @Nullable RunKey after, int size) {
        var page = RunPage.of(tenant, filter, after, size);
        return database.transaction(
                tx -> Sql.all(tx, page.sql(), Rows::run, page.values().toArray()));
    }

    @Override
    public int count(String tenant, RunFilter filter, int most) {
        var count = RunPage.count(tenant, filter, most);
        return database.transaction(tx ->
                        Sql.first(tx, count.sql(), row -> row.getInt(1), count.values().toArray()))
                .orElse(0);
    }

    @Override
    public Optional<RunRow> find(String tenant, String run) {
        var sql = Rows.RUN + " where tenant = ? and run = ? order by accepted desc limit 1";
        return database.transaction(tx -> Sql.first(tx, sql, Rows::run, tenant, run));
    }

    @Override
    public Set<String> existing(String tenant, Collection<String> runs) {
        var sql = "select run from runs where tenant = ? and run = any (?)";
        return database.transaction(
                tx -> Set.copyOf(Sql.all(tx, sql, row -> row.getString(1), tenant, runs)));
    }

    @Override
    public List<StepRow> steps(RunKey run, @Nullable String after, int size) {
        var sql = Rows.steps("path > ? order by path limit ?");
        var from = after == null ? "" : after;
        return database.transaction(tx ->
                Sql.all(tx, sql, Rows::step, run.accepted(), run.tenant(), run.run(), from, size));
    }

    @Override
    public List<StepRow> steps(RunKey run, Collection<String> paths) {
        var sql = Rows.steps("path = any (?)");
        return database.transaction(
                tx -> Sql.all(tx, sql, Rows::step, run.accepted(), run.tenant(), run.run(), paths));
    }

    @Override
    public List<StepRow> open(RunKey run, int size) {
        var sql = Rows.steps("ended is null limit ?");
        return database.transaction(
                tx -> Sql.all(tx, sql, Rows::step, run.accepted(), run.tenant(), run.run(), size));
    }

    @Override
    public Optional<StepRow> step(RunKey run, String path) {
        var sql = Rows.steps("path = ?");
        return database.transaction(tx ->
                Sql.first(tx, sql, Rows::step, run.accepted(), run.tenant(), run.run(), path));
    }

    @Override
    public Optional<Took> took(String tenant, String definition) {
        return database.transaction(tx -> Sql.first(tx, TOOK, Rows::took, tenant, definition))
                .filter(took -> took.runs() > 0);
    }

    @Override
    public Freshness freshness() {
        var sql = "select coalesce(min(as_of), 'epoch') as as_of from projector_offsets";
        var asOf =
                database.transaction(
                        tx -> Sql.first(tx, sql, row -> Sql.instant(row, "as_of")).orElseThrow());
        var behind = Duration.between(asOf, clock.instant());
        return new Freshness(asOf, behind.compareTo(CURRENT) <= 0 ? 0 : behind.toMillis());
    }
}
