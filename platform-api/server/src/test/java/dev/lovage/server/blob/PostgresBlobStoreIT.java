package dev.lovage.server.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresBlobStoreIT extends BlobStoreContract {
    private static OwnDatabase database;

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @AfterEach
    void clear() {
        database.update("delete from blobs");
    }

    @Override
    BlobStore store() {
        return new PostgresBlobStore(database);
    }

    @Override
    long kept() {
        return Long.parseLong(database.value("select count(*) from blobs"));
    }

    @Test
    void keepsThemInTheMonthOfTheirRun() {
        var content = random(10);
        store().put(key("r~1", content), "application/json", content);

        assertThat(database.value("select tableoid::regclass from blobs")).startsWith("blobs_");
    }
}
