package dev.lovage.engine.task;

import dev.lovage.engine.task.Blobs.RefusedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Tries again what does not answer, ever more seldom, until it is enough.
///
/// @param enough how long after the first try
record Patience(Duration enough) {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /// One try of something.
    interface Try<T> {
        T once() throws IOException, InterruptedException, RefusedException;
    }

    /// @throws IOException of the last try
    <T> T with(Try<T> work) throws IOException, InterruptedException, RefusedException {
        long end = System.nanoTime() + enough.toNanos();
        for (var pause = FIRST; ; pause = longer(pause)) {
            try {
                return work.once();
            } catch (IOException e) {
                if (System.nanoTime() + pause.toNanos() - end > 0) {
                    throw e;
                }
                LOG.warn("Large values: {}. Next try in {} ms", e.getMessage(), pause.toMillis());
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted between two tries");
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
