package dev.lovage.bench;

import dev.lovage.sdk.Task;

/// The work itself, the same on both sides.
public final class BenchTasks {
    static final String NOOP = "bench.noop";
    static final String FIBO = "bench.fibo";

    @Task(NOOP)
    public String noop() {
        return "done";
    }

    /// The naive way, on purpose: it is there to take time.
    @Task(FIBO)
    public long fibo(int n) {
        return n < 2 ? n : fibo(n - 1) + fibo(n - 2);
    }
}
