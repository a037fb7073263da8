package dev.lovage.server.rebuild;

import dev.lovage.client.Rebuild;
import dev.lovage.client.Rebuild.Progress;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Settings;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Rebuilds the read model when someone asks for it: one at a time, on the node that was asked.
@Singleton
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final String RESOURCE = "projection";
    private static final Duration TELL = Duration.ofSeconds(1);

    private final Settings.Postgres database;
    private final Settings.Kafka kafka;
    private final RebuildTable table;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable Thread running;

    Rebuilds(
            Settings.Postgres database,
            Settings.Kafka kafka,
            RebuildTable table,
            Authorizer authorizer,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.kafka = kafka;
        this.table = table;
        this.authorizer = authorizer;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Rebuild> latest(Principal principal) {
        authorizer.check(principal, Permission.SYSTEM_WRITE, RESOURCE);
        return table.latest();
    }

    /// Begins, and returns at once.
    Rebuild start(Principal principal) {
        authorizer.check(principal, Permission.SYSTEM_WRITE, RESOURCE);
        var change = audit.requested(principal, "projection:rebuild", RESOURCE, null);
        try {
            var session = Session.open(database, Rebuilding.OPTIONS);
            return session.alone(RebuildTable.LOCK)
                    ? begin(principal, change, session)
                    : refuse(session);
        } catch (RuntimeException e) {
            audit.concluded(change, Audit.Outcome.FAILED);
            throw e;
        }
    }

    private static Rebuild refuse(Session session) {
        session.close();
        throw ApiException.of(
                Code.REBUILD_RUNS, "See how far it is with `lovage admin rebuild --status`.");
    }

    private Rebuild begin(Principal principal, Audit.Change change, Session session) {
        try {
            long id = table.begin(principal.name());
            var thread =
                    Thread.ofPlatform().name("rebuild").unstarted(() -> run(id, change, session));
            var begun = table.latest().orElseThrow();
            running = thread;
            thread.start();
            return begun;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void run(long id, Audit.Change change, Session session) {
        try (session;
                var rebuilding =
                        new Rebuilding(session, database, kafka, clock, new Telling(id)::tell)) {
            var result = rebuilding.run();
            table.done(id, result);
            audit.concluded(change, Audit.Outcome.DONE);
            LOG.info("The read model was made again: {}", result);
        } catch (RuntimeException e) { // whatever it is: the read model is as it was
            LOG.error("The read model could not be made again", e);
            audit.concluded(change, Audit.Outcome.FAILED);
            table.failed(id, String.valueOf(e.getMessage()));
        }
    }

    /// Writes down how far it is, now and then.
    private final class Telling {
        private final long id;
        private long last = System.nanoTime() - TELL.toNanos();

        Telling(long id) {
            this.id = id;
        }

        void tell(Progress progress) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the api ends; ask another one");
            }
            if (System.nanoTime() - last > TELL.toNanos()) {
                last = System.nanoTime();
                table.progress(id, progress);
            }
        }
    }

    @PreDestroy
    void close() {
        var thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
