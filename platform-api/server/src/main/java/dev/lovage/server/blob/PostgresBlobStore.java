package dev.lovage.server.blob;

import dev.lovage.server.Database;
import dev.lovage.server.LargeValues;
import dev.lovage.server.Sql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.util.Optional;

/// Table `blobs`: one row for each value, in the month of its run.
@Singleton
final class PostgresBlobStore implements BlobStore {
    private static final String PUT =
            """
            insert into blobs (accepted, tenant, run, sha256, type, content)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing\
            """;
    private static final String GET =
            """
            select content from blobs
            where accepted = ? and tenant = ? and run = ? and sha256 = ?\
            """;

    private final Database database;

    @Inject
    PostgresBlobStore(LargeValues database) {
        this((Database) database);
    }

    PostgresBlobStore(Database database) {
        this.database = database;
    }

    @Override
    public void put(BlobKey key, String type, byte[] content) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        PUT,
                        key.accepted(),
                        key.tenant(),
                        key.run(),
                        key.sha256(),
                        type,
                        content));
    }

    @Override
    public Optional<byte[]> get(BlobKey key) {
        return database.transaction(tx ->
                Sql.first(
                        tx,
                        GET,
                        row -> row.getBytes(1),
                        key.accepted(),
                        key.tenant(),
                        key.run(),
                        key.sha256()));
    }
}
