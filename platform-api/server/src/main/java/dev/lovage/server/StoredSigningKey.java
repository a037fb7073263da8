package dev.lovage.server;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;

/// The signing key in the table of keys, made when there is none, read once.
@Singleton
final class StoredSigningKey implements PageTokens.SigningKey, Seed {
    private static final String NAME = "pages";
    private static final int LENGTH = 32;

    private final Database database;
    private volatile byte @Nullable [] read;

    StoredSigningKey(Database database) {
        this.database = database;
    }

    @Override
    public byte[] bytes() {
        var known = read;
        if (known == null) {
            known = stored();
            read = known;
        }
        return known;
    }

    @Override
    public void plant() {
        var fresh = new byte[LENGTH];
        new SecureRandom().nextBytes(fresh);
        var sql =
                """
                insert into keys (tenant, name, bytes) values ('', ?, ?)
                on conflict do nothing\
                """;
        database.transaction(tx -> Sql.update(tx, sql, NAME, fresh));
    }

    private byte[] stored() {
        var sql = "select bytes from keys where tenant = '' and name = ?";
        return database.transaction(
                tx -> Sql.first(tx, sql, row -> row.getBytes("bytes"), NAME).orElseThrow());
    }
}
