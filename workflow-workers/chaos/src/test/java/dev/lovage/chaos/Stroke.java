package dev.lovage.chaos;

import static org.awaitility.Awaitility.await;

import dev.lovage.client.Run;
import dev.lovage.local.Door.State;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Disturbs a platform, and returns when nothing is disturbed any more.
@FunctionalInterface
interface Stroke {
    int TOGETHER = 50;
    Duration PATIENCE = Duration.ofSeconds(60);

    void strike(Faulted platform) throws Exception;

    default Stroke then(Stroke next) {
        return platform -> {
            strike(platform);
            next.strike(platform);
        };
    }

    static Stroke kill(String part) {
        return platform -> platform.kill(part);
    }

    static Stroke stop(String part) {
        return platform -> platform.stop(part);
    }

    static Stroke pause(String part, Duration held) {
        return platform -> {
            platform.freeze(part);
            try {
                hold(held);
            } finally {
                platform.resume(part);
            }
        };
    }

    static Stroke turn(Way way, State state, Duration held) {
        return platform -> {
            var door = platform.ways().door(way);
            door.turn(state);
            try {
                hold(held);
            } finally {
                door.turn(State.OPEN);
            }
        };
    }

    static Stroke cut(Way way, Duration held) {
        return platform -> {
            var end = Instant.now().plus(held);
            while (Instant.now().isBefore(end)) {
                platform.ways().door(way).cut();
                hold(Duration.ofMillis(500));
            }
        };
    }

    /// Whoever gets there first dies there.
    static Stroke failpoint(String part, String point) {
        return platform -> {
            var file = platform.failpoints().resolve(point);
            platform.awaitDeath(part, () -> Files.writeString(file, "die"));
        };
    }

    static Stroke poison() {
        return platform -> {
            try (var topic = new Topic(platform.stack())) {
                topic.poison();
            }
        };
    }

    static Stroke duplicates() {
        return platform -> {
            try (var topic = new Topic(platform.stack())) {
                topic.repeat();
            }
        };
    }

    /// One run, whoever asks first.
    static Stroke equalKeys() {
        return platform -> {
            var key = UUID.randomUUID().toString();
            var words = Map.<String, Object>of("message", key);
            var start = new Run.StartTask(null, words, null, null, null);
            var runs = ConcurrentHashMap.<String>newKeySet();
            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < TOGETHER; i++) {
                    var _ =
                            hands.submit(() ->
                                    runs.add(
                                            platform.client()
                                                    .startTask("log.write", start, key)
                                                    .id()));
                }
            }
            if (runs.size() > 1) {
                throw new AssertionError("one key is the runs " + runs);
            }
        };
    }

    static Stroke backends(Duration held) {
        return platform -> {
            var database = new ReadModel(platform.stack().postgres());
            var end = Instant.now().plus(held);
            while (Instant.now().isBefore(end)) {
                database.terminateBackends();
                hold(Duration.ofSeconds(1));
            }
        };
    }

    static Stroke lock(Duration held) {
        return platform -> new ReadModel(platform.stack().postgres()).lock(held);
    }

    /// The only one who learns of it is who asks.
    static Stroke terminate() {
        return platform -> {
            var key = UUID.randomUUID().toString();
            await().atMost(PATIENCE)
                    .ignoreExceptionsMatching(Outage::is)
                    .until(() -> terminated(platform, key));
        };
    }

    private static boolean terminated(Faulted platform, String key) {
        var client = platform.client();
        client.save("chaos-unserved", "name: chaos-unserved\nqueue: nobody\ndo: {value: 1}");
        var run = client.start("chaos-unserved", Run.Start.with(Map.of()), key).id();
        try (var temporal = new TemporalRuns(platform.stack())) {
            temporal.terminate(run);
        }
        return true;
    }

    /// The time that a disturbance takes; nobody waits for anything meanwhile.
    private static void hold(Duration held) {
        var end = Instant.now().plus(held);
        await().atMost(held.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Instant.now().isBefore(end));
    }
}
