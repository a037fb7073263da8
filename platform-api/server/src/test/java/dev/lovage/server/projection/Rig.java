package dev.lovage.server.projection;

import static org.awaitility.Awaitility.await;

import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.time.Duration;

/// Topics and a database of one test's own.
final class Rig implements AfterEachCallback {
    private static final Duration SOON = Duration.ofSeconds(60);

    final OwnDatabase database = new OwnDatabase();
    final Tables tables = new Tables(database);
    final OwnTopic topic;

    Rig(int partitions) {
        try {
            topic = new OwnTopic(partitions);
        } catch (Exception e) {
            database.close();
            throw new IllegalStateException(e);
        }
    }

    /// A node that has read everything.
    Following read() {
        var following = new Following(database, topic.kafka);
        awaitRead();
        return following;
    }

    void awaitRead() {
        await().atMost(SOON).until(() -> topic.isRead(database));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        topic.close();
        database.close();
    }
}
