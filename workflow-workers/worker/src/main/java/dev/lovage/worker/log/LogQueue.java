package dev.lovage.worker.log;

import dev.lovage.events.LogLine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Lines that wait to be sent, bounded as a whole and for each attempt. Nobody waits to put one in.
final class LogQueue {
    static final int MOST_BYTES = 8 * 1024 * 1024;

    /// Lines that one attempt may write within a second.
    static final int MOST_A_SECOND = 1_000;

    /// Lines that all attempts together may write within a second.
    static final int MOST_TOGETHER = 10_000;

    static final String LOGGER = "lovage.logs";
    private static final int AT_ONCE = 500;
    private static final int ORIGINS = 10_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int FRAME = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Deque<LogLine> waiting = new ArrayDeque<>();
    private final Map<Origin, Integer> written = new HashMap<>();
    private final Map<Origin, Integer> lost = new LinkedHashMap<>();
    private final LongSupplier nanos;
    private long second;
    private int together;
    private long said;
    private long bytes;
    private long lostInAll;

    /// @param nanos a clock
    LogQueue(LongSupplier nanos) {
        this.nanos = nanos;
        second = nanos.getAsLong();
        said = second;
    }

    /// A line to be sent.
    ///
    /// @param stands for how many that were written
    record Outgoing(LogLine line, int stands) {}

    private record Origin(String tenant, String run, String path, int attempt) {
        static Origin of(LogLine line) {
            return new Origin(line.tenant(), line.run(), line.path(), line.attempt());
        }

        Outgoing says(int lost) {
            var message = lost == 1 ? "1 line dropped" : "%,d lines dropped".formatted(lost);
            var at = Instant.now();
            return new Outgoing(
                    new LogLine(
                            tenant, run, path, attempt, at, LogLine.Level.WARN, LOGGER, message),
                    lost);
        }
    }

    /// Takes the line or drops it.
    void offer(LogLine line) {
        lock.lock();
        try {
            var origin = Origin.of(line);
            if (mayWrite(origin) && bytes + size(line) <= MOST_BYTES) {
                waiting.add(line);
                bytes += size(line);
                came.signal();
            } else {
                lose(origin, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    /// This did not arrive.
    void lost(Outgoing sent) {
        lock.lock();
        try {
            lose(Origin.of(sent.line()), sent.stands());
        } finally {
            lock.unlock();
        }
    }

    long lostInAll() {
        lock.lock();
        try {
            return lostInAll;
        } finally {
            lock.unlock();
        }
    }

    /// What is there within that time, oldest first; once a second, too, what was lost.
    List<Outgoing> take(Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && left > 0) {
                left = came.awaitNanos(left);
            }
            var taken = next();
            if (nanos.getAsLong() - said >= SECOND) {
                sayLost(taken);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What is left now that no more is written.
    List<Outgoing> last() {
        lock.lock();
        try {
            var taken = next();
            if (waiting.isEmpty()) {
                sayLost(taken);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private List<Outgoing> next() {
        var taken = new ArrayList<Outgoing>();
        while (taken.size() < AT_ONCE && !waiting.isEmpty()) {
            var line = waiting.remove();
            bytes -= size(line);
            taken.add(new Outgoing(line, 1));
        }
        return taken;
    }

    private void sayLost(List<Outgoing> into) {
        said = nanos.getAsLong();
        lost.forEach((origin, count) -> into.add(origin.says(count)));
        lost.clear();
    }

    private boolean mayWrite(Origin origin) {
        if (nanos.getAsLong() - second >= SECOND) {
            second = nanos.getAsLong();
            written.clear();
            together = 0;
        }
        return written.merge(origin, 1, Integer::sum) <= MOST_A_SECOND
                && ++together <= MOST_TOGETHER;
    }

    /// Of too many attempts only the whole is counted.
    private void lose(Origin origin, int lines) {
        lostInAll += lines;
        if (lost.size() < ORIGINS || lost.containsKey(origin)) {
            lost.merge(origin, lines, Integer::sum);
        }
    }

    private static int size(LogLine line) {
        return 2 * line.message().length() + FRAME;
    }
}
