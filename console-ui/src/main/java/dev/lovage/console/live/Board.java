package dev.lovage.console.live;

import dev.lovage.client.Feed;
import dev.lovage.client.RunChange;
import dev.lovage.console.look.Topic;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who wants to hear of what. A change costs what it concerns, however many pages are open.
@Singleton
final class Board implements Feed.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    /// A page that can be told.
    interface Ear {
        void changed(RunChange change);

        /// All may be different, and how often to look is.
        void everything();
    }

    private final Map<String, Set<Ear>> runs = new ConcurrentHashMap<>();
    private final Map<Ear, Topic> lists = new ConcurrentHashMap<>();
    private final Map<Ear, Topic> all = new ConcurrentHashMap<>();
    private volatile boolean live;

    /// Whether every change will be told.
    boolean live() {
        return live;
    }

    void add(Topic topic, Ear ear) {
        all.put(ear, topic);
        switch (topic) {
            case Topic.OneRun(_, var run) ->
                    runs.compute(
                            run,
                            (_, ears) -> {
                                var more = ears == null ? ConcurrentHashMap.<Ear>newKeySet() : ears;
                                more.add(ear);
                                return more;
                            });
            case Topic.Runs _, Topic.Overview _, Topic.Approvals _, Topic.OneSchedule _ ->
                    lists.put(ear, topic);
            case Topic.Nothing _ -> {}
        }
    }

    void remove(Ear ear) {
        var topic = all.remove(ear);
        lists.remove(ear);
        if (topic instanceof Topic.OneRun(_, var run)) {
            runs.computeIfPresent(
                    run,
                    (_, ears) -> {
                        ears.remove(ear);
                        return ears.isEmpty() ? null : ears;
                    });
        }
    }

    /// How many pages are open.
    int ears() {
        return all.size();
    }

    @Override
    public void changed(RunChange change) {
        for (var ear : runs.getOrDefault(change.run(), Set.of())) {
            if (all.getOrDefault(ear, new Topic.Nothing()).concerns(change)) {
                ear.changed(change);
            }
        }
        lists.forEach((ear, topic) -> {
            if (topic.concerns(change)) {
                ear.changed(change);
            }
        });
    }

    @Override
    public void gap() {
        all.keySet().forEach(Ear::everything);
    }

    @Override
    public void up() {
        LOG.info("The live feed is there: pages wait to be told");
        live = true;
        gap();
    }

    @Override
    public void down(String reason, Duration wait) {
        if (live) {
            LOG.warn("The live feed is gone, pages look by themselves: {}", reason);
            live = false;
            gap();
        }
    }
}
