package dev.lovage.chaos;

import dev.lovage.client.Feed;
import dev.lovage.client.RunChange;
import dev.lovage.events.RunState;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Writes down which ends of runs a feed tells, and how often its line breaks.
final class Follower implements Feed.Listener {
    private final Queue<RunChange> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger gaps = new AtomicInteger();
    private final AtomicInteger breaks = new AtomicInteger();

    @Override
    public void changed(RunChange change) {
        var state = change.state();
        if (state != null && state.ended()) {
            ended.add(change);
        }
    }

    @Override
    public void gap() {
        gaps.incrementAndGet();
    }

    @Override
    public void down(String reason, Duration wait) {
        breaks.incrementAndGet();
    }

    /// How each run ended, as it was told last.
    Map<String, RunState> ends() {
        return ended.stream()
                .collect(
                        Collectors.toMap(
                                RunChange::run,
                                change -> Objects.requireNonNull(change.state()),
                                (_, later) -> later));
    }

    /// How often a run's end was told that was told before; which may be.
    long repeats() {
        return ended.size() - ended.stream().map(RunChange::run).distinct().count();
    }

    /// Ends that were told by more than one change: by the run, and by the api that looked it up.
    List<RunChange> contradictions() {
        return ended.stream()
                .distinct()
                .filter(change ->
                        ended.stream()
                                .anyMatch(other ->
                                        other.run().equals(change.run()) && !other.equals(change)))
                .toList();
    }

    int gaps() {
        return gaps.get();
    }

    int breaks() {
        return breaks.get();
    }
}
