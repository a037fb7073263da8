package dev.lovage.server.reconcile;

import dev.lovage.events.Payload;
import dev.lovage.server.Database;
import dev.lovage.server.LargeValues;
import dev.lovage.server.Sql;
import dev.lovage.server.blob.BlobStore;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.util.List;

/// Finds the values that rows leave out for their size, and that nobody has kept beside them yet.
@Singleton
final class LeftOut {
    /// Others are found once these are kept.
    static final int MOST = 1_000;

    private static final String MISSING =
            """
            select place, epoch, bytes from (
                select path as place, epoch, (value ->> 'omitted')::bigint as bytes from steps
                where accepted = ? and tenant = ? and run = ? and state = 'SUCCEEDED'
                union all
                select ?, epoch, (input ->> 'omitted')::bigint from runs
                where accepted = ? and tenant = ? and run = ?
                union all
                select ?, epoch, (result ->> 'omitted')::bigint from runs
                where accepted = ? and tenant = ? and run = ?) rows
            where bytes > ? and place not in (
                select unnest(places) from blobs where accepted = ? and tenant = ? and run = ?)
            order by place limit ?\
            """;

    private final Database database;

    @Inject
    LeftOut(LargeValues database) {
        this((Database) database);
    }

    LeftOut(Database database) {
        this.database = database;
    }

    /// What stands at a place of a run.
    ///
    /// @param place as [BlobStore] has it
    /// @param epoch of the execution in which it came to stand there
    record Value(String place, long epoch, long bytes) {
        boolean isOfStep() {
            return !place.equals(BlobStore.INPUT) && !place.equals(BlobStore.RESULT);
        }
    }

    /// At most [#MOST].
    List<Value> of(RunKey run) {
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        MISSING,
                        row ->
                                new Value(
                                        row.getString("place"),
                                        row.getLong("epoch"),
                                        row.getLong("bytes")),
                        run.accepted(),
                        run.tenant(),
                        run.run(),
                        BlobStore.INPUT,
                        run.accepted(),
                        run.tenant(),
                        run.run(),
                        BlobStore.RESULT,
                        run.accepted(),
                        run.tenant(),
                        run.run(),
                        Payload.INLINE_BYTES,
                        run.accepted(),
                        run.tenant(),
                        run.run(),
                        MOST));
    }
}
