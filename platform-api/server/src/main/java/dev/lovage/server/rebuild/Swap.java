package dev.lovage.server.rebuild;

import static dev.lovage.server.rebuild.Beside.in;

import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Puts what was made beside in the place of the read model, in one transaction.
///
/// Partitions change places, not tables: triggers, views and whoever has prepared a statement find
/// what they knew. Readers wait for the moment of the change; starts of runs for the comparison
/// before it as well, about a second for half a million runs.
final class Swap {
    private static final String PARTITIONS =
            """
            select c.relname, pg_get_expr(c.relpartbound, c.oid) as bound
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = ?::regclass order by c.relname\
            """;

    private static final String OFFSETS =
            """
            insert into OLD.projector_offsets as o select * from NEW.projector_offsets
            on conflict (topic, partition) do update set next_offset = excluded.next_offset,
                topic_id = excluded.topic_id, as_of = greatest(o.as_of, excluded.as_of)\
            """;

    private static final String UNPARTITIONED =
            """
            delete from OLD.projector_offsets o where topic = ? and not exists (
                select from NEW.projector_offsets n
                where n.topic = o.topic and n.partition = o.partition)\
            """;

    private final String topic;
    private final String home;
    private final Carried carried;

    Swap(String topic, String home, Carried carried) {
        this.topic = topic;
        this.home = home;
        this.carried = carried;
    }

    private record Partition(String name, String bound) {}

    /// @param catchUp brings what was made to these positions: nothing more is applied meanwhile
    void make(Transaction tx, Consumer<Map<Integer, Long>> catchUp) {
        catchUp.accept(locked(tx));
        Sql.update(
                tx,
                "lock table %s, %s in share row exclusive mode"
                        .formatted(in(home, "runs"), in(home, "steps")));
        carried.over(tx);
        Beside.PARTITIONED.forEach(table -> exchange(tx, table));
        Sql.update(tx, named("delete from OLD.run_parts"));
        Sql.update(tx, named("insert into OLD.run_parts select * from NEW.run_parts"));
        Sql.update(tx, named("delete from OLD.run_counts"));
        Sql.update(
                tx,
                named(
                        "insert into OLD.run_counts (runs, hour, status, took, tenant, definition)"
                                + " select runs, hour, status, took, tenant, definition"
                                + " from OLD.counted_runs"));
        Sql.update(
                tx,
                named(
                        "insert into OLD.dead_events select * from NEW.dead_events"
                                + " on conflict do nothing"));
        Sql.update(tx, named(OFFSETS));
        Sql.update(tx, named(UNPARTITIONED), topic);
    }

    /// Where the read model stands; nobody applies anything until the transaction ends.
    private Map<Integer, Long> locked(Transaction tx) {
        var sql =
                "select partition, next_offset from OLD.projector_offsets where topic = ?"
                        + " order by partition for update";
        var positions = new HashMap<Integer, Long>();
        Sql.all(tx, named(sql), row -> Map.entry(row.getInt(1), row.getLong(2)), topic)
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        return positions;
    }

    private void exchange(Transaction tx, String table) {
        var there = partitions(tx, in(home, table));
        var made = partitions(tx, in(Beside.SCHEMA, table));
        if (!there.equals(made)) {
            throw new IllegalStateException(
                    "a partition of " + table + " was made meanwhile: rebuild once more");
        }
        for (var partition : there) {
            move(tx, partition, home, Beside.RETIRED, table);
            move(tx, partition, Beside.SCHEMA, home, table);
        }
        for (var partition : made) {
            Sql.update(
                    tx,
                    "alter table %s attach partition %s %s"
                            .formatted(
                                    in(home, table),
                                    in(home, partition.name()),
                                    partition.bound()));
            Sql.update(
                    tx,
                    "alter table %s drop constraint %s"
                            .formatted(in(home, partition.name()), Beside.BOUND));
        }
    }

    private static void move(
            Transaction tx, Partition partition, String from, String to, String table) {
        var here = in(from, partition.name());
        Sql.update(tx, "alter table " + in(from, table) + " detach partition " + here);
        Sql.update(tx, "alter table " + here + " set schema " + to);
    }

    private static List<Partition> partitions(Transaction tx, String table) {
        return Sql.all(
                tx,
                PARTITIONS,
                row -> new Partition(row.getString("relname"), row.getString("bound")),
                table);
    }

    private String named(String sql) {
        return sql.replace("NEW.", Beside.SCHEMA + ".").replace("OLD.", home + ".");
    }
}
