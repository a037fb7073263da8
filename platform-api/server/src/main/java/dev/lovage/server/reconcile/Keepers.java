package dev.lovage.server.reconcile;

import dev.lovage.server.run.RunKey;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Keeps the large values of several runs at once, beside the turns of the reconciler: there may be
/// many such runs, and none of them is in a hurry.
@Singleton
final class Keepers {
    private static final Logger LOG = LoggerFactory.getLogger(Keepers.class);
    private static final int AT_ONCE = 4;

    private final Keeping keeping;
    private final Set<RunKey> inHand = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Keepers(Keeping keeping) {
        this.keeping = keeping;
    }

    /// Whether nobody sees to this run at the moment.
    boolean isFree(RunKey run) {
        return !inHand.contains(run);
    }

    /// Sees to it when it is its turn.
    ///
    /// @param replayed whether a worker is there who can
    /// @param kept what follows once nothing is left to do; otherwise it has to be asked for again
    void see(RunKey run, boolean replayed, Runnable kept) {
        inHand.add(run);
        threads.execute(() -> {
            try {
                free.acquire();
                keep(run, replayed, kept);
            } catch (InterruptedException e) { // the api stops; the next leader goes on
                Thread.currentThread().interrupt();
            } finally {
                inHand.remove(run);
            }
        });
    }

    private void keep(RunKey run, boolean replayed, Runnable kept) {
        try {
            if (keeping.keep(run, replayed)) {
                kept.run();
            }
        } catch (RuntimeException e) { // whatever it was, it is tried again
            LOG.info("The large values of {} are not kept yet: {}", run.run(), e.getMessage());
        } finally {
            free.release();
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
