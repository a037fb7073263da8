package dev.lovage.server.rebuild;

import dev.lovage.client.Rebuild.Progress;
import dev.lovage.client.Rebuild.Result;
import dev.lovage.server.Settings;
import dev.lovage.server.Sql;
import dev.lovage.server.projection.Projection;
import dev.lovage.server.projection.Topic;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// One rebuild, from an empty schema to the read model that everyone reads.
final class Rebuilding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    /// Of its session: it waits for the locks of others, but not long, since others wait for it
    /// then.
    static final String OPTIONS = "-c lock_timeout=2s";

    private static final int TRIES = 20;
    private static final int ROUNDS = 50;

    /// So little can be applied while nobody else may.
    private static final long NEAR = 1_000;

    private final Session session;
    private final Session besides;
    private final Replay replay;
    private final Topic topic;
    private final Projection projection;
    private final Consumer<Progress> told;

    /// @param session that holds the lock of rebuilds: without it nothing can be exchanged
    Rebuilding(
            Session session,
            Settings.Postgres database,
            Settings.Kafka kafka,
            Clock clock,
            Consumer<Progress> told) {
        this.session = session;
        besides = Session.open(database, "-c search_path=" + Beside.SCHEMA);
        replay = new Replay(kafka);
        topic = replay.topic();
        projection = Projection.again(besides, clock);
        this.told = told;
    }

    /// Leaves nothing behind, whatever comes of it; what it cannot take away itself, the next one
    /// does.
    Result run() {
        var home = home();
        var beside = new Beside(session, home);
        try {
            var result = made(beside, home);
            beside.drop();
            return result;
        } catch (RuntimeException e) {
            try {
                beside.drop();
            } catch (RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private Result made(Beside beside, String home) {
        beside.make();
        var since = replay.since(known());
        LOG.info("The read model is made again; Kafka has all since {}", since);
        beside.fill(since);
        var _ = projection.positions(topic, replay.beginnings());
        approach();
        var carried = new Carried(home);
        session.transaction(tx -> {
            carried.over(tx);
            return tx;
        });
        swap(new Swap(topic.name(), home, carried));
        var comparing = new Comparing(session, home);
        return new Result(
                comparing.count("runs"),
                comparing.count("steps"),
                comparing.changed(),
                comparing.hash());
    }

    /// Reads on until little is left: it keeps coming all the while.
    private void approach() {
        for (int round = 0; round < ROUNDS; round++) {
            approach(replay.ends());
            if (replay.left(replay.ends()) <= NEAR) {
                return;
            }
        }
        throw new IllegalStateException("more is told than can be read: rebuild when less runs");
    }

    private void swap(Swap swap) {
        for (int left = TRIES; ; left--) {
            try {
                approach(replay.ends());
                session.transaction(tx -> {
                    swap.make(tx, this::to);
                    return tx;
                });
                return;
            } catch (Session.Refused e) {
                if (left == 1 || !e.isAboutLocks()) {
                    throw e;
                }
                LOG.info("The read model cannot be exchanged yet: {}", e.getMessage());
            }
        }
    }

    /// As long as nobody else can have begun.
    private void approach(Map<Integer, Long> targets) {
        replay.to(
                targets,
                projection,
                () -> {
                    session.check();
                    tell(targets);
                });
    }

    /// In the session's transaction.
    private void to(Map<Integer, Long> targets) {
        replay.to(targets, projection, () -> tell(targets));
    }

    private void tell(Map<Integer, Long> targets) {
        told.accept(new Progress(replay.applied(), replay.applied() + replay.left(targets)));
    }

    private String home() {
        return session.transaction(tx ->
                Sql.first(tx, "select current_schema()", row -> row.getString(1)).orElseThrow());
    }

    /// How far the read model has come; of another topic that had the name, beyond every end.
    private Map<Integer, Long> known() {
        var sql =
                """
                select partition, case when topic_id <> ?::text then %d else next_offset end
                from projector_offsets where topic = ?\
                """
                        .formatted(Long.MAX_VALUE);
        return session.transaction(tx -> {
            var known = new HashMap<Integer, Long>();
            Sql.all(
                            tx,
                            sql,
                            row -> Map.entry(row.getInt(1), row.getLong(2)),
                            topic.id(),
                            topic.name())
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
            return known;
        });
    }

    @Override
    public void close() {
        replay.close();
        besides.close();
    }
}
