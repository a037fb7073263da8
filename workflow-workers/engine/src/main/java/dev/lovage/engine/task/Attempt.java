package dev.lovage.engine.task;

import dev.lovage.engine.CallHeader;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Subject;
import dev.lovage.sdk.TaskContext;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One attempt of one task, on the thread that made it: heartbeats for it, and interrupts it when
/// its result is no longer wanted or its time is up.
final class Attempt implements TaskContext, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int BEATS_PER_TIMEOUT = 3;

    /// Temporal's watch over a call that is made where its run is interpreted ends it first: an
    /// attempt that both ended at the same moment would be repeated twice over.
    private static final Duration BEHIND = Duration.ofMillis(200);

    /// Why the task was interrupted by us.
    enum Stop {
        CANCELLED,
        SOFT_TIMEOUT,
        /// Its time is over; of a call made where its run is interpreted nobody else would tell it.
        TIMEOUT
    }

    private final ActivityExecutionContext activity;
    private final ActivityInfo info;
    private final CallHeader call;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant startedAt = Instant.now();
    private final Report report;

    private volatile @Nullable Map<String, Object> progress;
    private volatile @Nullable Stop stop;

    private Attempt(ActivityExecutionContext activity, CallHeader call, Telemetry telemetry) {
        this.activity = activity;
        this.info = activity.getInfo();
        this.call = call;
        this.report =
                new Report(
                        heard(telemetry),
                        subject(telemetry.worker()),
                        InstantSource.system(),
                        this::after);
    }

    /// A call that is none of ours belongs to no run that anybody looks at.
    private Consumer<AttemptEvent> heard(Telemetry telemetry) {
        return call.accepted() > 0 ? telemetry::tell : _ -> {};
    }

    private Subject subject(String worker) {
        return new Subject(
                tenant(),
                run(),
                Instant.ofEpochMilli(call.accepted()),
                Optional.ofNullable(info.getWorkflowRunId()).orElse(""),
                path(),
                task(),
                attempt(),
                worker);
    }

    /// Begins on this thread and must be closed on it.
    static Attempt begin(ActivityExecutionContext activity, CallHeader call, Telemetry telemetry) {
        var attempt = new Attempt(activity, call, telemetry);
        MDC.put("tenant", attempt.tenant());
        MDC.put("run", attempt.run());
        MDC.put("path", attempt.path());
        MDC.put("attempt", Integer.toString(attempt.attempt()));
        attempt.watch();
        if (!attempt.inline()) {
            attempt.report.began();
        }
        return attempt;
    }

    private void watch() {
        var heartbeat = info.getHeartbeatTimeout();
        if (heartbeat.isPositive() && !inline()) {
            Thread.startVirtualThread(() -> beat(heartbeat.dividedBy(BEATS_PER_TIMEOUT)));
        }
        if (inline()) {
            after(info.getStartToCloseTimeout().plus(BEHIND), () -> stop(Stop.TIMEOUT));
        }
        var soft = call.soft();
        if (soft != null) {
            after(soft, () -> stop(Stop.SOFT_TIMEOUT));
        }
    }

    private void after(Duration time, Runnable then) {
        Thread.startVirtualThread(() -> {
            if (!endedWithin(time)) {
                then.run();
            }
        });
    }

    /// Of all but the first attempt the engine has to know which one it is, should it be lost: they
    /// say so before they do anything, and do nothing where Temporal has given them up.
    ///
    /// @throws InterruptedException when it must not begin
    void announce() throws InterruptedException {
        var details = alive();
        if (details == null || inline() || !info.getHeartbeatTimeout().isPositive()) {
            return;
        }
        if (!new Announcement(activity, details).arrives()) {
            stop(Stop.CANCELLED);
            throw new InterruptedException("Temporal has given it up");
        }
    }

    private void beat(Duration every) {
        boolean wanted = true;
        while (wanted && !endedWithin(every)) {
            wanted = beats();
        }
    }

    /// Says that it is alive; false where nobody wants to hear that any more.
    private boolean beats() {
        try {
            activity.heartbeat(alive());
            return true;
        } catch (ActivityWorkerShutdownException e) {
            LOG.debug("No more heartbeats of {}: the worker stops", path());
        } catch (ActivityCompletionException e) {
            stop(Stop.CANCELLED);
        }
        return false;
    }

    /// What a heartbeat says: the progress, and which attempt it is unless it is the first.
    private @Nullable Map<String, Object> alive() {
        var known = progress;
        if (tries() == 1) {
            return known;
        }
        var details = new HashMap<String, Object>(known == null ? Map.of() : known);
        details.put(CallHeader.ATTEMPT, tries());
        return details;
    }

    private boolean endedWithin(Duration time) {
        try {
            return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts the watch of an attempt", e);
        }
    }

    private synchronized void stop(Stop why) {
        if (ended.getCount() > 0) {
            stop = why;
            thread.interrupt();
        }
    }

    /// Why the task was interrupted; empty where nobody did, or the worker stops.
    Optional<Stop> stopped() {
        return Optional.ofNullable(stop);
    }

    /// Tells how it ended. Of what is made where its run is interpreted, and took no time, only
    /// that it did not end well.
    void ended(Outcome outcome, @Nullable ApplicationFailure why) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (why != null) {
            report.ended(outcome, Failures.plain(this, why), NextAttempt.of(info, why, now));
        } else if (!inline()) {
            report.ended(outcome, null, null);
        }
    }

    /// Whether it is made where its run is interpreted.
    boolean inline() {
        return info.isLocal();
    }

    CallHeader call() {
        return call;
    }

    /// Temporal's own count of attempts within this dispatch, from 1.
    int tries() {
        return info.getAttempt();
    }

    String task() {
        return info.getActivityType();
    }

    /// After this the thread is not interrupted any more, and bears no trace of having been.
    @Override
    public synchronized void close() {
        ended.countDown();
        Thread.interrupted();
        MDC.remove("tenant");
        MDC.remove("run");
        MDC.remove("path");
        MDC.remove("attempt");
    }

    @Override
    public String run() {
        return call.run();
    }

    @Override
    public String path() {
        return call.path();
    }

    @Override
    public int attempt() {
        return call.dispatched() + info.getAttempt();
    }

    @Override
    public String tenant() {
        return call.tenant();
    }

    @Override
    public String idempotencyKey() {
        return call.idempotencyKey();
    }

    @Override
    public void progress(long done, long total, String message) {
        progress = Map.of("done", done, "total", total, "message", message);
        report.progress(done, total, message);
    }

    @Override
    public boolean cancelled() {
        return stop == Stop.CANCELLED;
    }

    @Override
    public Optional<Instant> deadline() {
        var hard = info.getStartToCloseTimeout();
        var soft = call.soft();
        var first = soft != null && (hard.isZero() || soft.compareTo(hard) < 0) ? soft : hard;
        return first.isZero() ? Optional.empty() : Optional.of(startedAt.plus(first));
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger("task." + task());
    }
}
