package dev.lovage.server.rebuild;

import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import java.time.Instant;
import java.util.List;

/// The schema in which the read model is made again: tables of the same form and the same names, so
/// that the projection writes them with the same statements.
///
/// There is nothing else in it that could be found by its bare name: a table that is forgotten here
/// makes a rebuild fail, and is not written twice.
final class Beside {
    static final String SCHEMA = "lovage_rebuild";
    static final String RETIRED = "lovage_retired";

    /// The name of what each partition holds itself to, so that it can be attached unread.
    static final String BOUND = "lovage_bound";

    /// Tables that a rebuild makes again.
    static final List<String> PARTITIONED = List.of("runs", "steps");

    /// Tables that the projection writes, too.
    private static final List<String> WRITTEN =
            List.of(
                    "run_parts",
                    "projector_offsets",
                    "dead_events",
                    "reconcile_queue",
                    "event_log",
                    "event_log_kept");

    private static final String PARTITIONS =
            """
            select format('create table NEW.%I partition of NEW.TABLE %s', c.relname,
                pg_get_expr(c.relpartbound, c.oid))
                || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'OLD.TABLE'::regclass order by c.relname\
            """;

    private static final String BOUNDS =
            """
            select format('alter table NEW.%I add constraint BOUND check (%s)', c.relname,
                pg_get_partition_constraintdef(c.oid))
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'NEW.TABLE'::regclass\
            """;

    private final Database database;
    private final String home;

    /// @param home the schema of the read model
    Beside(Database database, String home) {
        this.database = database;
        this.home = home;
    }

    /// Makes it anew, empty.
    void make() {
        drop();
        database.transaction(tx -> {
            Sql.update(tx, "create schema " + SCHEMA);
            Sql.update(tx, "create schema " + RETIRED);
            for (var type : List.of("run_status", "step_state")) {
                Sql.update(tx, "create domain " + in(SCHEMA, type) + " as " + in(home, type));
            }
            WRITTEN.forEach(table -> copy(tx, table, ""));
            PARTITIONED.forEach(table -> copy(tx, table, " partition by range (accepted)"));
            PARTITIONED.forEach(table -> each(tx, PARTITIONS, table));
            PARTITIONED.forEach(table -> each(tx, BOUNDS, table));
            return tx;
        });
    }

    /// Does all that a query says of a table.
    private void each(Transaction tx, String query, String table) {
        var sql =
                query.replace("NEW", SCHEMA)
                        .replace("OLD", home)
                        .replace("TABLE", table)
                        .replace("BOUND", BOUND);
        Sql.all(tx, sql, row -> row.getString(1)).forEach(make -> Sql.update(tx, make));
    }

    private void copy(Transaction tx, String table, String how) {
        var like = " (like " + in(home, table) + " including all)";
        Sql.update(tx, "create table " + in(SCHEMA, table) + like + how);
    }

    /// Fills in what was accepted before Kafka begins to know everything.
    void fill(Instant before) {
        database.transaction(tx -> {
            for (var table : List.of("runs", "run_parts", "steps")) {
                Sql.update(
                        tx,
                        "insert into %s select * from %s where accepted < ?"
                                .formatted(in(SCHEMA, table), in(home, table)),
                        before);
            }
            return tx;
        });
    }

    void drop() {
        drop(database);
    }

    /// Takes away what is left of a rebuild, also of one that did not end.
    static void drop(Database database) {
        database.transaction(tx -> {
            Sql.update(tx, "drop schema if exists " + SCHEMA + " cascade");
            return Sql.update(tx, "drop schema if exists " + RETIRED + " cascade");
        });
    }

    static String in(String schema, String name) {
        return schema + "." + name;
    }
}
