package dev.lovage.server.reconcile;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Json;
import dev.lovage.server.Digest;
import dev.lovage.server.blob.BlobKey;
import dev.lovage.server.blob.BlobStore;
import dev.lovage.server.reconcile.LeftOut.Value;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Fetches what is too large for events and rows, and that only Temporal has, before Temporal lets
/// it go: input and result from the history, values of steps from a worker that replays it. From
/// then on it is kept as long as the run.
@Singleton
final class Keeping {
    /// What a worker is asked for at once, if it is more than one value.
    private static final long AT_ONCE = 1024 * 1024;

    private final LeftOut leftOut;
    private final ShownRuns shown;
    private final TemporalRuns temporal;
    private final RunEngine engine;
    private final BlobStore store;

    Keeping(
            LeftOut leftOut,
            ShownRuns shown,
            TemporalRuns temporal,
            RunEngine engine,
            BlobStore store) {
        this.leftOut = leftOut;
        this.shown = shown;
        this.temporal = temporal;
        this.engine = engine;
        this.store = store;
    }

    /// Keeps what can be had now. False while there may be more: the run is open, or Temporal still
    /// has what nobody could replay, or what is too much for one time.
    ///
    /// @param replayed whether a worker is there who can
    boolean keep(RunKey key, boolean replayed) {
        var missing = leftOut.of(key);
        var run = shown.find(key).orElse(null);
        for (var value : missing) {
            switch (value.place()) {
                case BlobStore.INPUT ->
                        engine.input(key.run())
                                .ifPresent(from -> keep(key, value.place(), from.input()));
                case BlobStore.RESULT ->
                        engine.ending(key.run(), Duration.ZERO)
                                .ifPresent(end -> keep(key, value.place(), end.result()));
                default -> {}
            }
        }
        var steps = missing.stream().filter(Value::isOfStep).toList();
        if (run != null && replayed) {
            steps(run, steps);
        }
        if (run == null || !run.status().ended()) {
            return run == null;
        }
        boolean seen = (steps.isEmpty() || replayed) && missing.size() < LeftOut.MOST;
        return seen || temporal.execution(key.run(), run.temporalRun()).isEmpty();
    }

    /// From the last history to the first, each asked for what came about in it. The current one of
    /// an open run can wait: Temporal keeps it.
    private void steps(Shown run, List<Value> values) {
        var missing = new ArrayList<>(values);
        var at = run.temporalRun();
        while (!missing.isEmpty() && !at.isEmpty()) {
            var execution = temporal.execution(run.key().run(), at).orElse(null);
            if (execution == null) {
                return;
            }
            var here =
                    missing.stream()
                            .filter(value -> value.epoch() == execution.begun().toEpochMilli())
                            .toList();
            missing.removeAll(here);
            if (run.status().ended() || !at.equals(run.temporalRun())) {
                portions(here)
                        .forEach(portion -> fetch(run.key(), execution.temporalRun(), portion));
            }
            at = execution.before();
        }
    }

    private static List<List<Value>> portions(List<Value> values) {
        var portions = new ArrayList<List<Value>>();
        long bytes = AT_ONCE;
        for (var value : values) {
            bytes += value.bytes();
            if (bytes > AT_ONCE) {
                portions.add(new ArrayList<>());
                bytes = value.bytes();
            }
            portions.getLast().add(value);
        }
        return portions;
    }

    private void fetch(RunKey key, String execution, List<Value> portion) {
        var paths = portion.stream().map(Value::place).toList();
        temporal.values(key.run(), execution, paths)
                .forEach((path, value) -> keep(key, path, value));
    }

    private void keep(RunKey run, String place, @Nullable Object value) {
        var content = Json.write(value).getBytes(StandardCharsets.UTF_8);
        var key = new BlobKey(run.tenant(), run.run(), run.accepted(), Digest.hex(content));
        store.put(key, BlobReference.JSON, content, place);
    }
}
