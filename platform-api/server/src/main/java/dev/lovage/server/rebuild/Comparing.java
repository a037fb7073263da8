package dev.lovage.server.rebuild;

import static dev.lovage.server.rebuild.Beside.in;

import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;
import dev.lovage.server.projection.ReadModel;

import java.util.List;
import java.util.stream.Collectors;

/// How the rows that were made again differ from those they took the place of, which are still
/// there, and change no more.
final class Comparing {
    private static final String PARTITIONS =
            """
            select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
            where s.nspname = ? and c.relkind = 'r' and c.relname ^@ ? order by 1\
            """;

    private final Database database;
    private final String home;

    Comparing(Database database, String home) {
        this.database = database;
        this.home = home;
    }

    /// Rows that are gone, or that say something else of the same transitions.
    long changed() {
        return database.transaction(tx ->
                changed(tx, "runs", "accepted, tenant, run", ReadModel.RUNS)
                        + changed(tx, "steps", "accepted, tenant, run, path", ReadModel.STEPS));
    }

    long count(String table) {
        return database.transaction(tx ->
                Sql.first(tx, "select count(*) from " + in(home, table), row -> row.getLong(1))
                        .orElseThrow());
    }

    String hash() {
        return database.transaction(tx ->
                Sql.first(tx, "select read_model_hash()", row -> row.getString(1)).orElseThrow());
    }

    private long changed(Transaction tx, String table, String key, List<String> columns) {
        return Sql.all(tx, PARTITIONS, row -> row.getString(1), Beside.RETIRED, table + "_")
                .stream()
                .mapToLong(partition -> changedIn(tx, table, partition, key, columns))
                .sum();
    }

    /// A row may have gone on to a newer version meanwhile: that is none of the rebuild's doing.
    private long changedIn(
            Transaction tx, String table, String partition, String key, List<String> columns) {
        var sql =
                """
                select count(*) from %s o left join %s n using (%s)
                where n.epoch is null
                    or (n.generation, n.epoch, n.seq) = (o.generation, o.epoch, o.seq)
                        and row(%s) is distinct from row(%s)\
                """
                        .formatted(
                                in(Beside.RETIRED, partition),
                                in(home, table),
                                key,
                                texts("n", columns),
                                texts("o", columns));
        return Sql.first(tx, sql, row -> row.getLong(1)).orElseThrow();
    }

    private static String texts(String row, List<String> columns) {
        return columns.stream()
                .filter(column -> !column.equals("version"))
                .map(column -> row + "." + column + "::text")
                .collect(Collectors.joining(", "));
    }
}
