package dev.lovage.engine;

import dev.lovage.engine.emission.Publisher;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A topic that is a list.
final class MemoryTopic implements Publisher {
    private final List<CloudEvent> records = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Void> publish(String topic, String key, CloudEvent event) {
        records.add(event);
        notifyAll();
        return CompletableFuture.completedFuture(null);
    }

    synchronized List<CloudEvent> of(String run) {
        return records.stream().filter(record -> record.subject().equals(run)).toList();
    }

    /// Waits until a run has an event like this.
    synchronized RunEvent await(String run, Predicate<RunEvent> like) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            var found = of(run).stream().map(EventCodec::decode).filter(like).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("What was awaited of " + run + " was never published");
            }
            wait(left);
        }
    }

    /// The events of a run from its start to its close, which is awaited.
    synchronized List<RunEvent> events(String run) throws InterruptedException {
        await(run, RunEvent.Closed.class::isInstance);
        return of(run).stream().map(EventCodec::decode).toList();
    }
}
