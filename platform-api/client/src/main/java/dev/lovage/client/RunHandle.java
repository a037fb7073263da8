package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// A run that was started, and what becomes of it: what Celery calls an `AsyncResult`.
///
/// @param <T> its result
public final class RunHandle<T> {
    /// What the api grants for one question.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

    private final LovageClient client;
    private final String id;
    private final JavaType type;

    private RunHandle(LovageClient client, String id, JavaType type) {
        this.client = client;
        this.id = id;
        this.type = type;
    }

    static RunHandle<Object> of(LovageClient client, String id) {
        return new RunHandle<>(client, id, Http.JSON.constructType(Object.class));
    }

    /// The same run, whose result is one of these.
    public <R> RunHandle<R> as(Class<R> result) {
        return new RunHandle<>(client, id, Http.JSON.constructType(result));
    }

    /// The same run, whose result is one of these: `as(new TypeReference<List<Item>>() {})`.
    public <R> RunHandle<R> as(TypeReference<R> result) {
        return new RunHandle<>(client, id, Http.JSON.constructType(result));
    }

    public String id() {
        return id;
    }

    /// Where it is in its life.
    public RunState state() {
        return client.briefly(id, Duration.ZERO).state();
    }

    /// Whether it has ended, well or not.
    public boolean ready() {
        return state().ended();
    }

    /// Why it failed, if it has.
    public Optional<Failure> error() {
        return Optional.ofNullable(client.briefly(id, Duration.ZERO).error());
    }

    /// Waits for its result; `null` where that is its result, or the run was skipped.
    ///
    /// @throws RunFailedException when it ended otherwise than well
    /// @throws TimeoutException when it has not ended by then; it goes on
    @SuppressWarnings("NullAway") // whoever asks for it knows whether it may be null
    public T result(Duration atMost) throws TimeoutException {
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var answer = client.result(id, left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
            if (answer.state().ended()) {
                return value(answer);
            }
            if (System.nanoTime() - end >= 0) {
                throw new TimeoutException(
                        "The run "
                                + id
                                + " has not ended within "
                                + atMost
                                + ": "
                                + answer.state());
            }
        }
    }

    @SuppressWarnings("NullAway") // see above
    private T value(Run.Result answer) {
        return switch (answer.state()) {
            case SUCCEEDED, SKIPPED -> Http.JSON.convertValue(answer.result(), type);
            case FAILED,
                    CANCELLED,
                    TERMINATED,
                    TIMED_OUT,
                    SCHEDULED,
                    QUEUED,
                    RUNNING,
                    WAITING,
                    PAUSED ->
                    throw new RunFailedException(answer);
        };
    }

    /// Asks it to end: what runs is told, what was done may be undone.
    public void cancel(String reason) {
        client.cancel(id, reason);
    }

    /// Celery's word for [#cancel].
    public void revoke() {
        cancel("revoked");
    }

    /// Ends it at once, whatever runs.
    public void terminate(String reason) {
        client.terminate(id, reason);
    }

    /// Has its result and the values of its steps taken away, once it has ended; how it went stays.
    public void forget() {
        client.forget(id);
    }

    /// Follows what changes in it.
    public Feed follow(Feed.Listener listener) {
        return client.follow(id, listener);
    }

    @Override
    public String toString() {
        return id;
    }
}
