package dev.lovage.server.blob;

import dev.lovage.canvas.BlobReference;
import dev.lovage.server.Database;
import dev.lovage.server.LargeValues;
import dev.lovage.server.Sql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;

/// Table `blobs`: one row for each value, in the month of its run.
@Singleton
final class PostgresBlobStore implements BlobStore {
    private static final String PUT =
            """
            insert into blobs (accepted, tenant, run, sha256, type, content, places)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (accepted, tenant, run, sha256) do update
                set places = blobs.places || excluded.places
                where not blobs.places @> excluded.places\
            """;
    private static final String GET =
            """
            select content from blobs
            where accepted = ? and tenant = ? and run = ? and sha256 = ?\
            """;
    private static final String PLACES =
            """
            select unnest(places) as place, sha256, type, octet_length(content) as size from blobs
            where accepted = ? and tenant = ? and run = ?\
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
        put(key, type, content, List.of());
    }

    @Override
    public void put(BlobKey key, String type, byte[] content, String place) {
        put(key, type, content, List.of(place));
    }

    private void put(BlobKey key, String type, byte[] content, List<String> places) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        PUT,
                        key.accepted(),
                        key.tenant(),
                        key.run(),
                        key.sha256(),
                        type,
                        content,
                        places));
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

    @Override
    public Map<String, BlobReference> places(String tenant, String run, Instant accepted) {
        return database
                .transaction(tx ->
                        Sql.all(
                                tx,
                                PLACES,
                                row -> place(row, run, accepted),
                                accepted,
                                tenant,
                                run))
                .stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue, (_, later) -> later));
    }

    private static Entry<String, BlobReference> place(ResultSet row, String run, Instant accepted)
            throws SQLException {
        return Map.entry(
                row.getString("place"),
                new BlobReference(
                        accepted.toEpochMilli() + "/" + run,
                        row.getLong("size"),
                        row.getString("sha256"),
                        row.getString("type"),
                        null));
    }
}
