package dev.lovage.server.stream;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that wait for the readers of a node, all together. Once they are many, each reader may
/// only have its share of them waiting.
final class Budget {
    /// For all readers of a node.
    static final long MOST = 64L * 1024 * 1024;

    /// What a reader may always have waiting.
    static final int SHARE = 16 * 1024;

    private final AtomicLong used = new AtomicLong();
    private final long most;

    Budget(long most) {
        this.most = most;
    }

    void take(int bytes) {
        used.addAndGet(bytes);
    }

    void give(int bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }

    /// Whether one with so many bytes waiting has too many.
    boolean exceeds(int bytes) {
        return bytes >= SHARE && used.get() >= most;
    }
}
