package dev.lovage.testkit;

import dev.lovage.engine.emission.Publisher;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// What runs have told, in order: the topic of a test.
final class Told implements Publisher {
    private final Map<String, List<RunEvent>> byRun = new HashMap<>();

    @Override
    public synchronized CompletionStage<@Nullable Void> publish(
            String topic, String key, CloudEvent event) {
        byRun.computeIfAbsent(event.subject(), _ -> new ArrayList<>())
                .add(EventCodec.decode(event));
        notifyAll();
        return CompletableFuture.completedFuture(null);
    }

    synchronized List<RunEvent> of(String run) {
        return List.copyOf(byRun.getOrDefault(run, List.of()));
    }

    /// Waits for what a run tells.
    ///
    /// @return whether it came within this time
    synchronized boolean has(String run, Predicate<List<RunEvent>> enough, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!enough.test(of(run))) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
