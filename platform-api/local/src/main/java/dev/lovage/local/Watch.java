package dev.lovage.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.lovage.local.PartStatus.State;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Keeps one part alive: starts it, waits until it serves, starts it again when it dies.
final class Watch {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 25;
    private static final int FIRST_TRIES = 3;

    private final Part part;
    private final Spawner spawner;
    private final PartLog log;
    private final Output output;
    private final Runnable changed;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable Thread thread;
    private @Nullable Process process;
    private volatile PartStatus status;

    Watch(Part part, Spawner spawner, PartLog log, Output output, Runnable changed) {
        this.part = part;
        this.spawner = spawner;
        this.log = log;
        this.output = output;
        this.changed = changed;
        this.status = new PartStatus(part.name(), State.WAITING, 0, 0, now());
    }

    Part part() {
        return part;
    }

    PartStatus status() {
        return status;
    }

    /// Done once the part has served for the first time; failed when it never will.
    CompletableFuture<Void> served() {
        return served;
    }

    /// The whole life of the part; returns when it was told to stop, or could not start.
    void live() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        try {
            int deaths = 0;
            while (stopping.getCount() > 0) {
                Instant born = Instant.now();
                String end = liveOnce();
                if (stopping.getCount() == 0) {
                    break;
                }
                deaths++;
                if (!served.isDone() && deaths >= FIRST_TRIES) {
                    giveUp(end);
                    return;
                }
                pause(end, backoff.afterALifeOf(Duration.between(born, Instant.now())));
            }
            become(State.STOPPED, 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            served.completeExceptionally(e);
        }
    }

    private String liveOnce() throws Exception {
        become(State.STARTING, 0);
        prepare();
        Process started = spawn();
        if (started == null) {
            return "stopped";
        }
        if (waitUntilItServes(started)) {
            become(State.SERVING, started.pid());
            served.complete(null);
        } else if (started.isAlive()) {
            started.destroyForcibly();
        }
        return "ended with code " + started.waitFor();
    }

    /// A step that fails is final at the first start, and one more death later on.
    private void prepare() throws Exception {
        try {
            part.prepare().run();
        } catch (IOException | RuntimeException e) {
            if (!served.isDone()) {
                throw e;
            }
            output.line(part.name(), "cannot be prepared: " + e.getMessage());
        }
    }

    private synchronized @Nullable Process spawn() throws IOException, InterruptedException {
        if (stopping.getCount() == 0) {
            return null;
        }
        Process started = spawner.spawn(part);
        process = started;
        log.follow(started.inputReader());
        become(State.STARTING, started.pid());
        return started;
    }

    private boolean waitUntilItServes(Process started) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (started.isAlive() && Instant.now().isBefore(end)) {
            if (part.health().serves(started.pid())) {
                return true;
            }
            if (stopping.await(LOOK_MILLIS, MILLISECONDS)) {
                started.waitFor();
                return false;
            }
        }
        return false;
    }

    private void pause(String end, Duration wait) throws InterruptedException {
        PartStatus now = status;
        status = new PartStatus(now.name(), State.DIED, 0, now.restarts() + 1, now());
        changed.run();
        output.line(part.name(), "%s, starts again in %d ms".formatted(end, wait.toMillis()));
        if (stopping.await(wait.toMillis(), MILLISECONDS)) {
            output.line(part.name(), "stopped");
        }
    }

    private void giveUp(String end) {
        served.completeExceptionally(
                new LocalException(
                        "%s does not start (%s). Its last words, from %s:\n  %s"
                                .formatted(
                                        part.name(),
                                        end,
                                        log.file(),
                                        String.join("\n  ", log.tail()))));
    }

    /// Asks the process to end; it is not started again.
    synchronized void stop() {
        stopping.countDown();
        Process now = process;
        if (now != null && now.isAlive()) {
            Spawner.ask(now, part.end());
        } else if (thread != null) {
            // it prepares, or waits for its next try
            thread.interrupt();
        }
    }

    /// Waits for the end that was asked for, and forces it after `patience`.
    void awaitEnd(Duration patience) throws InterruptedException {
        Process now;
        synchronized (this) {
            now = process;
        }
        if (now != null && !now.waitFor(patience.toMillis(), MILLISECONDS)) {
            output.say(part.name() + " does not end, is killed");
            now.destroyForcibly().waitFor();
        }
        become(State.STOPPED, 0);
    }

    private void become(State state, long pid) {
        status = new PartStatus(part.name(), state, pid, status.restarts(), now());
        changed.run();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
