package dev.lovage.chaos.drive;

import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome.Done;
import dev.lovage.chaos.check.Operation.Outcome.Refused;
import dev.lovage.chaos.check.Operation.Outcome.Unknown;
import dev.lovage.chaos.check.Stall;
import dev.lovage.client.LovageClient;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Starts runs at a steady rate, whatever becomes of them, and tells, cancels and reads some. What
/// it does is decided by the seed, what comes of it is not.
public final class Driver implements AutoCloseable {
    /// More than so many calls are not open at once: who gets no answer asks no faster.
    private static final int OPEN = 128;

    private static final int REPEATS = 6;
    private static final int UNAVAILABLE = 503;
    private static final Duration AGAIN = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(30);

    private final Caller caller;
    private final Journal journal;
    private final String sink;
    private final long seed;
    private final Random random;
    private final Pulse pulse = new Pulse();
    private final Semaphore open = new Semaphore(OPEN);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private long count;

    /// @param token of a service that may start, steer and read runs
    public Driver(URI api, String token, Journal journal, String sink, long seed) {
        this.caller = new Caller(api, token);
        this.journal = journal;
        this.sink = sink;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// Saves what it will run.
    public static void prepare(LovageClient client) {
        client.save(Shape.LEAF, Shape.leaf());
        for (var shape : Shape.values()) {
            client.save(shape.workflow(), shape.definition());
        }
    }

    /// Goes on until [#stop].
    public void start(int perSecond) {
        var _ =
                clock.scheduleAtFixedRate(
                        this::next, 0, 1_000_000L / perSecond, TimeUnit.MICROSECONDS);
    }

    private void next() {
        var shape = Shape.values()[random.nextInt(Shape.values().length)];
        var key = "op-%d-%d".formatted(seed, count++);
        hand(() -> start(shape, key, 0));
    }

    /// Nothing is done where too much is open.
    private void hand(Runnable work) {
        if (!open.tryAcquire()) {
            return;
        }
        var _ =
                hands.submit(() -> {
                    try {
                        work.run();
                    } finally {
                        open.release();
                    }
                });
    }

    private void start(Shape shape, String key, int repeats) {
        var path = "/workflows/" + shape.workflow() + "/runs";
        var body = shape.start(key, sink);
        var operation = journal.done(Kind.START, key, () -> caller.post(path, key, body, ""));
        switch (operation.outcome()) {
            case Done(var run) -> accompany(shape, run);
            case Unknown _ -> again(shape, key, repeats);
            case Refused(int status, _) -> {
                if (status == UNAVAILABLE) {
                    again(shape, key, repeats);
                }
            }
        }
    }

    /// The same key once more, now and then never: then it stays unknown.
    private void again(Shape shape, String key, int repeats) {
        if (repeats < REPEATS && key.hashCode() % 4 != 0) {
            later(AGAIN, () -> start(shape, key, repeats + 1));
        }
    }

    private void accompany(Shape shape, String run) {
        var place = "/runs/" + URLEncoder.encode(run, StandardCharsets.UTF_8);
        switch (shape) {
            case SIGNAL ->
                    later(
                            SOON,
                            () ->
                                    steer(
                                            Kind.SIGNAL,
                                            run,
                                            place + "/signals/go",
                                            Map.of("value", 1)));
            case CANCEL ->
                    later(
                            SOON,
                            () ->
                                    steer(
                                            Kind.CANCEL,
                                            run,
                                            place + "/cancel",
                                            Map.of("reason", "drawn")));
            case SEQUENCE -> later(SOON, () -> read(run, place));
            case GROUP, MAP, LOOP, FLOW, TIMER, RETRY, FAIL, BIG -> {}
        }
    }

    private void steer(Kind kind, String run, String path, Map<String, Object> body) {
        journal.done(kind, run, () -> caller.post(path, null, body, run));
    }

    private void read(String run, String place) {
        journal.done(Kind.READ, run, () -> caller.get(place, run));
    }

    private void later(Duration wait, Runnable work) {
        if (!clock.isShutdown()) {
            var _ = clock.schedule(() -> hand(work), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// When it stood still itself.
    public List<Stall> stalls() {
        return pulse.stalls();
    }

    /// Does nothing new; returns when what was begun has its outcome.
    public void stop() throws InterruptedException {
        clock.shutdownNow();
        hands.shutdown();
        if (!hands.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            hands.shutdownNow();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        hands.shutdownNow();
        pulse.close();
        caller.close();
    }
}
