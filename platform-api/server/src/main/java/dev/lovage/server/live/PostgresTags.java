package dev.lovage.server.live;

import dev.lovage.server.Background;
import dev.lovage.server.Sql;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Singleton;

import java.util.List;

/// Looks tags up in the run's row.
@Singleton
final class PostgresTags implements Tags {
    private final Background database;

    PostgresTags(Background database) {
        this.database = database;
    }

    @Override
    public boolean has(RunKey run, String tag) {
        var sql =
                """
                select 1 from runs
                where accepted = ? and tenant = ? and run = ? and tags @> ?\
                """;
        return database.transaction(transaction ->
                Sql.first(
                                transaction,
                                sql,
                                row -> row.getInt(1),
                                run.accepted(),
                                run.tenant(),
                                run.run(),
                                List.of(tag))
                        .isPresent());
    }
}
