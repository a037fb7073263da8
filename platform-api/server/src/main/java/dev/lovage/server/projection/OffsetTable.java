package dev.lovage.server.projection;

import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Function;

/// Where to read on in each partition: tables `projector_offsets` and `log_offsets`.
final class OffsetTable {
    /// Tells the live feed how far the read model has come, unless it is made again beside.
    static final OffsetTable RUNS =
            new OffsetTable("projector_offsets", "current_schema() <> 'lovage_rebuild'");

    static final OffsetTable LOGS = new OffsetTable("log_offsets", "false");

    private final String table;
    private final String told;

    private OffsetTable(String table, String told) {
        this.table = table;
        this.told = told;
    }

    /// Where a topic is read to.
    ///
    /// @param anew whether it begins again just now: it is another than the one that was read
    record Standing(Map<Integer, Long> positions, boolean anew) {}

    /// Where to read on. A topic that was never read is read from `beginnings`, and so is one that
    /// was made again under its name.
    Standing standing(Transaction tx, Topic topic, Map<Integer, Long> beginnings) {
        boolean known = holds(tx, "topic = ?", topic.name());
        boolean other = holds(tx, "topic = ? and topic_id <> ?::text", topic.name(), topic.id());
        boolean anew = (other || !known) && begin(tx, topic, beginnings) > 0 && other;
        update(
                tx,
                "update TABLE set topic_id = ?::text where topic = ? and topic_id is null",
                topic.id(),
                topic.name());
        var stored =
                Sql.all(
                        tx,
                        named("select partition, next_offset from TABLE where topic = ?"),
                        row -> Map.entry(row.getInt(1), row.getLong(2)),
                        topic.name());
        return new Standing(byPartition(stored), anew);
    }

    /// Once, however many begin at once. How many partitions that were.
    private int begin(Transaction tx, Topic topic, Map<Integer, Long> beginnings) {
        var sorted = new TreeMap<>(beginnings);
        int begun =
                update(
                        tx,
                        """
                        insert into TABLE as o (topic, partition, next_offset, as_of, topic_id)
                        select ?, n.*, timestamptz 'epoch', ?::text from unnest(?::int[], ?::bigint[]) as n
                        on conflict (topic, partition) do update set
                            next_offset = excluded.next_offset, topic_id = excluded.topic_id
                        where o.topic_id <> excluded.topic_id\
                        """,
                        topic.name(),
                        topic.id(),
                        texts(sorted.keySet(), Object::toString),
                        texts(sorted.values(), Object::toString));
        update(
                tx,
                "delete from TABLE where topic = ? and topic_id <> ?::text",
                topic.name(),
                topic.id());
        return begun;
    }

    /// Where these partitions stand, locked in order against every other reader until the
    /// transaction ends. Those of another topic of that name stand nowhere.
    Map<Integer, Long> lock(Transaction tx, Topic topic, Collection<Integer> partitions) {
        var sql =
                """
                select partition, next_offset from TABLE
                where topic = ? and topic_id is not distinct from ?::text
                    and partition = any (?::int[])
                order by partition for update\
                """;
        return byPartition(
                Sql.all(
                        tx,
                        named(sql),
                        row -> Map.entry(row.getInt(1), row.getLong(2)),
                        topic.name(),
                        topic.id(),
                        texts(partitions, Object::toString)));
    }

    /// Where a partition stands once a batch of it is applied.
    ///
    /// @param asOf what had happened until then is shown
    record Moved(int partition, long next, Instant asOf) {}

    void advance(Transaction tx, Topic topic, List<Moved> moved) {
        var sql =
                """
                with moved as (
                    update TABLE o set next_offset = n.next_offset, as_of = n.as_of
                    from unnest(?::int[], ?::bigint[], ?::timestamptz[])
                        as n (partition, next_offset, as_of)
                    where o.topic = ? and o.partition = n.partition
                    returning o.partition, o.next_offset)
                select pg_notify('lovage_projected', partition || ':' || next_offset) from moved
                where TOLD\
                """;
        Sql.all(
                tx,
                named(sql).replace("TOLD", told),
                _ -> true,
                texts(moved, it -> "" + it.partition()),
                texts(moved, it -> "" + it.next()),
                texts(moved, it -> it.asOf().toString()),
                topic.name());
    }

    /// Goes on elsewhere in a partition; false when it stands elsewhere than at `from`.
    boolean skip(Transaction tx, Topic topic, int partition, long from, long to) {
        var sql =
                """
                update TABLE set next_offset = ?
                where topic = ? and topic_id is not distinct from ?::text
                    and partition = ? and next_offset = ?\
                """;
        return update(tx, sql, to, topic.name(), topic.id(), partition, from) > 0;
    }

    /// Everything that Kafka has in these partitions was applied by `asOf`.
    void caughtUp(Transaction tx, Topic topic, Map<Integer, Long> positions, Instant asOf) {
        var sorted = List.copyOf(new TreeMap<>(positions).entrySet());
        var sql =
                """
                with standing as (
                    select partition from TABLE o
                    join unnest(?::int[], ?::bigint[]) as n (partition, next_offset)
                        using (partition, next_offset)
                    where topic = ? order by partition for update of o)
                update TABLE o set as_of = ? from standing
                where o.topic = ? and o.partition = standing.partition\
                """;
        update(
                tx,
                sql,
                texts(sorted, it -> "" + it.getKey()),
                texts(sorted, it -> "" + it.getValue()),
                topic.name(),
                asOf,
                topic.name());
    }

    private boolean holds(Transaction tx, String where, @Nullable Object... values) {
        var sql = named("select exists (select from TABLE where " + where + ")");
        return Sql.first(tx, sql, row -> row.getBoolean(1), values).orElseThrow();
    }

    private int update(Transaction tx, String sql, @Nullable Object... values) {
        return Sql.update(tx, named(sql), values);
    }

    private String named(String sql) {
        return sql.replace("TABLE", table);
    }

    private static <T> List<String> texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toList();
    }

    private static Map<Integer, Long> byPartition(List<Entry<Integer, Long>> stored) {
        var positions = new TreeMap<Integer, Long>();
        stored.forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        return positions;
    }
}
