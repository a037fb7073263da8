package dev.lovage.server.run;

import dev.lovage.server.Database;
import dev.lovage.server.LargeValues;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.util.function.Consumer;

/// Table `forgotten`, and what is taken away from the others.
@Singleton
final class PostgresForgetStore implements ForgetStore {
    private static final String NEEDED =
            """
            select from needed_runs where tenant = ? and (run = ? or run in (
                select origin_by from runs where tenant = ? and run = ? and origin = 'flow'))
            limit 1\
            """;
    private static final String AGAIN =
            """
            select accepted, tenant, run from forgotten f
            where exists (select from runs r where r.accepted = f.accepted
                    and r.tenant = f.tenant and r.run = f.run and r.result is not null)
                or exists (select from steps s where s.accepted = f.accepted
                    and s.tenant = f.tenant and s.run = f.run and s.value is not null)
                or exists (select from blobs b where b.accepted = f.accepted
                    and b.tenant = f.tenant and b.run = f.run and not 'input' = any (b.places))
            limit ?\
            """;
    private static final String[] TAKE_AWAY = {
        "update runs set result = null where accepted = ? and tenant = ? and run = ?",
        """
        update steps set value = null
        where accepted = ? and tenant = ? and run = ? and value is not null\
        """,
        """
        delete from blobs
        where accepted = ? and tenant = ? and run = ? and not 'input' = any (places)\
        """
    };

    private final Database database;
    private final Database patient;

    @Inject
    PostgresForgetStore(Database database, LargeValues patient) {
        this(database, (Database) patient);
    }

    /// @param patient for runs of many steps
    PostgresForgetStore(Database database, Database patient) {
        this.database = database;
        this.patient = patient;
    }

    @Override
    public boolean forget(RunKey run, Consumer<Transaction> with) {
        return patient.transaction(tx -> {
            var needed =
                    Sql.first(
                            tx,
                            NEEDED,
                            _ -> true,
                            run.tenant(),
                            run.run(),
                            run.tenant(),
                            run.run());
            if (needed.isPresent()) {
                return false;
            }
            Sql.update(
                    tx,
                    """
                    insert into forgotten (accepted, tenant, run) values (?, ?, ?)
                    on conflict do nothing\
                    """,
                    run.accepted(),
                    run.tenant(),
                    run.run());
            takeAway(tx, run);
            with.accept(tx);
            return true;
        });
    }

    private static void takeAway(Transaction tx, RunKey run) {
        for (var sql : TAKE_AWAY) {
            Sql.update(tx, sql, run.accepted(), run.tenant(), run.run());
        }
    }

    @Override
    public boolean isForgotten(String tenant, String run) {
        var sql = "select from forgotten where tenant = ? and run = ?";
        return database.transaction(tx -> Sql.first(tx, sql, _ -> true, tenant, run).isPresent());
    }

    @Override
    public void forgetAgain(int most) {
        var back =
                patient.transaction(tx ->
                        Sql.all(
                                tx,
                                AGAIN,
                                row ->
                                        new RunKey(
                                                row.getString("tenant"),
                                                row.getString("run"),
                                                Sql.instant(row, "accepted")),
                                most));
        for (var run : back) {
            patient.transaction(tx -> {
                takeAway(tx, run);
                return run;
            });
        }
    }
}
