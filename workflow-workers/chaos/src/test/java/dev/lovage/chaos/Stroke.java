package dev.lovage.chaos;

import static org.awaitility.Awaitility.await;

import dev.lovage.client.Run;
import dev.lovage.local.Door.State;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Disturbs a platform, and returns when nothing is disturbed any more.
@FunctionalInterface
interface Stroke {
    int TOGETHER = 50;
    Duration PATIENCE = Duration.ofSeconds(180);

    /// @throws Impossible where it cannot be done on this machine
    void strike(Faulted platform) throws Exception;

    static Stroke kill(String part) {
        return platform -> platform.kill(part);
    }

    /// No room on the disk of that server, and room again; returns when it serves.
    static Stroke full(String server, Duration held) {
        return platform -> {
            var disk = platform.disks().of(server);
            disk.fill();
            try {
                hold(held);
            } finally {
                disk.free();
            }
            platform.awaitServing(server);
        };
    }

    /// The same to every worker at once.
    static Stroke toWorkers(Function<String, Stroke> one) {
        return platform -> {
            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                var strokes =
                        platform.workers().stream()
                                .map(one)
                                .map(stroke -> hands.submit(() -> struck(stroke, platform)))
                                .toList();
                for (var stroke : strokes) {
                    stroke.get();
                }
            }
        };
    }

    private static boolean struck(Stroke stroke, Faulted platform) throws Exception {
        stroke.strike(platform);
        return true;
    }

    /// To one after the other.
    static Stroke roll() {
        return platform -> {
            platform.stop("api");
            platform.workers().forEach(platform::stop);
        };
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
            var file = platform.failpoint(part, point);
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
            var runs = ConcurrentHashMap.<String>newKeySet();
            await().atMost(PATIENCE).until(() -> asked(platform, key, runs));
            if (runs.size() > 1) {
                throw new AssertionError("one key is the runs " + runs);
            }
        };
    }

    /// Asks for one thing many times at once; whether anybody was answered.
    private static boolean asked(Faulted platform, String key, Set<String> runs) throws Exception {
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking =
                    Collections.nCopies(
                            TOGETHER,
                            Executors.callable(() -> started(platform, key).ifPresent(runs::add)));
            for (var answer : hands.invokeAll(asking)) {
                answer.get();
            }
        }
        return !runs.isEmpty();
    }

    /// The run of that key; empty where nobody can say.
    private static Optional<String> started(Faulted platform, String key) {
        var words = Map.<String, Object>of("message", key);
        var start = new Run.StartTask(null, words, null, null, null);
        try {
            return Optional.of(platform.client().startTask("log.write", start, key).id());
        } catch (RuntimeException e) {
            if (!Outage.is(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// Many want to start something, and each waits with a connection in hand.
    static Stroke crowd(Duration held) {
        return platform -> {
            var end = Instant.now().plus(held);
            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                var asking =
                        IntStream.range(0, TOGETHER)
                                .mapToObj(_ -> hands.submit(() -> ask(platform, end)))
                                .toList();
                new ReadModel(platform.stack().postgres()).lockAudit(held);
                for (var one : asking) {
                    one.get();
                }
            }
        };
    }

    private static void ask(Faulted platform, Instant end) {
        while (Instant.now().isBefore(end)) {
            var _ = started(platform, UUID.randomUUID().toString());
        }
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
        return inTemporal(
                "name: chaos-unserved\nqueue: nobody\ndo: {value: 1}\n",
                (platform, temporal, run) -> {
                    temporal.terminate(run);
                    platform.ended(run);
                    return true;
                });
    }

    static Stroke delete() {
        return inTemporal(
                "name: chaos-unserved\nqueue: nobody\ndo: {value: 1}\n",
                (platform, temporal, run) -> {
                    temporal.delete(run);
                    platform.deleted(run);
                    return true;
                });
    }

    static Stroke reset() {
        return inTemporal(
                "name: chaos-turning\n"
                        + "do: [{value: 1}, {await: go, timeout: 15s, onTimeout: {value: late}}]\n",
                (_, temporal, run) -> {
                    boolean begun = temporal.begun(run);
                    if (begun) {
                        temporal.reset(run, run);
                    }
                    return begun;
                });
    }

    /// Something that is done to a run in Temporal, past all of ours; false where not yet.
    interface Trick {
        boolean done(Faulted platform, TemporalRuns temporal, String run);
    }

    private static Stroke inTemporal(String definition, Trick trick) {
        return platform -> {
            var name = definition.lines().findFirst().orElseThrow().replace("name: ", "");
            var key = UUID.randomUUID().toString();
            try (var temporal = new TemporalRuns(platform.stack())) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsMatching(Outage::is)
                        .until(() -> {
                            var client = platform.client();
                            client.save(name, definition);
                            var run = client.start(name, Run.Start.with(Map.of()), key).id();
                            return trick.done(platform, temporal, run);
                        });
            }
        };
    }

    /// The time that a disturbance takes; nobody waits for anything meanwhile.
    private static void hold(Duration held) {
        var end = Instant.now().plus(held);
        await().atMost(held.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Instant.now().isBefore(end));
    }
}
