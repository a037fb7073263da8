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

    /// The events of a run from its start to its close, which is awaited.
    synchronized List<RunEvent> events(String run) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (of(run).stream().noneMatch(record -> record.type().equals(EventCodec.CLOSED))) {
            long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("The close of " + run + " was never published");
            }
            wait(left);
        }
        return of(run).stream().map(EventCodec::decode).toList();
    }
}
