package dev.lovage.server.rebuild;

import static dev.lovage.server.rebuild.Beside.in;

import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;
import dev.lovage.server.projection.ReadModel;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Kafka does not know, taken from the read model as it is: what only the acceptance of a run
/// or another topic told, and whole runs of which no event was heard, or is there any more.
final class Carried {
    private static final String COLUMNS =
            """
            select a.attname::text from pg_attribute a
            where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
                and a.attname::text <> all (?) order by a.attnum\
            """;

    private static final String LOST =
            """
            with lost as (
                insert into NEW.runs select * from OLD.runs o where not exists (
                    select from NEW.runs n where n.accepted = o.accepted and n.tenant = o.tenant
                        and n.run = o.run)
                returning accepted, tenant, run),
            parts as (
                insert into NEW.run_parts select p.* from OLD.run_parts p
                join lost using (accepted, tenant, run) on conflict do nothing)
            insert into NEW.steps select s.* from OLD.steps s
                join lost using (accepted, tenant, run) on conflict do nothing\
            """;

    /// Months that are kept no longer, and values that were taken away, come again from Kafka.
    private static final List<String> UNWANTED =
            List.of(
                    """
                    delete from NEW.runs n where accepted < OLDEST and not exists (
                        select from OLD.runs o where o.accepted = n.accepted
                            and o.tenant = n.tenant and o.run = n.run)\
                    """,
                    """
                    delete from NEW.steps n where accepted < OLDEST and not exists (
                        select from OLD.steps o where o.accepted = n.accepted
                            and o.tenant = n.tenant and o.run = n.run and o.path = n.path)\
                    """,
                    """
                    update NEW.runs n set result = null from OLD.forgotten f
                    where f.accepted = n.accepted and f.tenant = n.tenant and f.run = n.run
                        and n.result is not null\
                    """,
                    """
                    update NEW.steps n set value = null from OLD.forgotten f
                    where f.accepted = n.accepted and f.tenant = n.tenant and f.run = n.run
                        and n.value is not null\
                    """);

    private static final String OLDEST =
            """
            (select min(to_date(right(c.relname, 7), 'YYYY_MM'))::timestamp at time zone 'UTC'
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'OLD.runs'::regclass and c.relname <> 'runs_default')\
            """;

    private final String home;

    Carried(String home) {
        this.home = home;
    }

    /// Takes over what differs. Can be repeated: the second time there is little left to do.
    void over(Transaction tx) {
        UNWANTED.forEach(sql -> Sql.update(tx, named(sql.replace("OLDEST", OLDEST))));
        Sql.update(tx, named(LOST));
        var runs =
                Stream.concat(
                        others(tx, "runs", ReadModel.RUNS).map(column -> "o." + column),
                        Stream.of("coalesce(n.queue, o.queue)", "greatest(n.version, o.version)"));
        take(tx, "runs", "accepted, tenant, run", runs.toList());
        var steps = others(tx, "steps", ReadModel.STEPS).map(column -> "o." + column).toList();
        if (!steps.isEmpty()) {
            take(tx, "steps", "accepted, tenant, run, path", steps);
        }
    }

    /// @param values of the old row `o` and the new row `n`, each for the column it ends on
    private void take(Transaction tx, String table, String key, List<String> values) {
        var columns = values.stream().map(Carried::column).toList();
        var sql =
                "update NEW.%s n set (%s) = row(%s) from OLD.%s o where %s and (%s) is distinct from (%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                String.join(", ", values),
                                table,
                                List.of(key.split(", ")).stream()
                                        .map(name -> "n." + name + " = o." + name)
                                        .collect(Collectors.joining(" and ")),
                                texts(columns, name -> "n." + name),
                                texts(values, UnaryOperator.identity()));
        Sql.update(tx, named(sql));
    }

    private static String column(String value) {
        return value.replaceAll("^.*\\.", "").replace(")", "");
    }

    /// JSON can be compared as text only.
    private static String texts(List<String> values, UnaryOperator<String> name) {
        return values.stream()
                .map(value -> "(" + name.apply(value) + ")::text")
                .collect(Collectors.joining(", ", "row(", ")"));
    }

    private Stream<String> others(Transaction tx, String table, List<String> made) {
        return Sql.all(tx, COLUMNS, row -> row.getString(1), in(home, table), made).stream();
    }

    private String named(String sql) {
        return sql.replace("NEW.", Beside.SCHEMA + ".").replace("OLD.", home + ".");
    }
}
