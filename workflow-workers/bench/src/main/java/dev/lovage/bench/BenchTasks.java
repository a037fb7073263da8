package dev.lovage.bench;

import dev.lovage.sdk.Task;

/// The work itself, the same on both sides.
public final class BenchTasks {
    static final String NOOP = "bench.noop";
    static final String FIBO = "bench.fibo";
    static final String FIBO_INLINE = "bench.fibo.inline";
    static final String TIMED = "bench.timed";
    static final String TIMED_INLINE = "bench.timed.inline";
    static final String PASS = "bench.pass";

    @Task(NOOP)
    public String noop() {
        return "done";
    }

    /// The naive way, on purpose: it is there to take time.
    @Task(FIBO)
    public long fibo(int n) {
        return n < 2 ? n : fibo(n - 1) + fibo(n - 2);
    }

    @Task(value = FIBO_INLINE, inline = true)
    public long fiboInline(int n) {
        return fibo(n);
    }

    /// Computes, and adds how long that took, so that a chain of these gives what all of it took.
    ///
    /// @param spent by those before, in ns
    @Task(TIMED)
    public long timed(long spent, int n) {
        long begin = System.nanoTime();
        if (fibo(n) < n) {
            throw new IllegalStateException("fibo(" + n + ") is wrong");
        }
        return spent + System.nanoTime() - begin;
    }

    @Task(value = TIMED_INLINE, inline = true)
    public long timedInline(long spent, int n) {
        return timed(spent, n);
    }

    @Task(PASS)
    public String pass(String text) {
        return text;
    }
}
