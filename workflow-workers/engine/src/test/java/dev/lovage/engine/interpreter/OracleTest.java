package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.engine.interpreter.Oracle.Fails;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.events.ErrorCode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random canvases, their calls ending in random order, against what they mean.
class OracleTest {
    private static final long SEEDS = 1_000;

    static final Map<String, Object> INPUT = Map.of("n", 7L, "list", List.of(1L, 2L, 3L));

    @Test
    void aRunGivesWhatTheCanvasMeansInWhateverOrderItsCallsEnd() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tree = drawn(seed, false);

            assertThat(interpreted(tree, INPUT, seed, seed))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(meant(tree, seed));
        }
    }

    @Test
    void failFastChangesWhichErrorIsRaisedButNotWhether() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tree = drawn(seed, true);

            assertThat(withoutPaths(interpreted(tree, INPUT, seed, seed)))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(withoutPaths(meant(tree, seed)));
        }
    }

    /// One in ten is large.
    private static Map<String, Object> drawn(long seed, boolean failFast) {
        var canvas = new RandomCanvas(seed, failFast).withFlows();
        return (seed % 10 == 9 ? canvas.large() : canvas).definition();
    }

    static Object meant(Map<String, Object> tree, long seed) {
        var children =
                RandomCanvas.children(seed).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        child -> CanvasReader.definition(child.getValue()).body()));
        try {
            return plain(new Oracle(INPUT, children).run(CanvasReader.definition(tree).body()));
        } catch (Fails e) {
            return "failed at " + e.getMessage();
        }
    }

    /// @param seed of what its flows start
    /// @param order in which its calls end
    private static Object interpreted(
            Map<String, Object> tree, Object input, long seed, long order) {
        return plain(walked(tree, input, seed, order));
    }

    /// What became of it, as the oracle tells it.
    static Object plain(Walk walk) {
        return walk.outcome() instanceof Done(var value)
                ? plain(value)
                : "failed at " + walk.failure().path();
    }

    static Walk walked(Map<String, Object> tree, Object input, long seed, long order) {
        var random = new Random(order);
        var walk = Walk.of(tree, input, RandomCanvas.children(seed));
        while (!walk.ended()) {
            endOne(walk, random, seed);
        }
        return walk;
    }

    /// Ends one of the calls and flows under way, or sends a signal that is awaited.
    static void endOne(Walk walk, Random random, long seed) {
        var paths = new ArrayList<>(walk.performer.open());
        paths.addAll(walk.performer.awaited.keySet());
        paths.addAll(walk.performer.sleeping);
        if (paths.isEmpty()) {
            walk.performer.breathe();
            return;
        }
        var path = paths.get(random.nextInt(paths.size()));
        var name = walk.performer.awaited.get(path);
        if (walk.performer.sleeping.contains(path)) {
            walk.performer.ring(path);
        } else if (name == null) {
            walk.performer.end(path, outcome(walk.performer, path, seed));
        } else {
            walk.signal(name, path.endsWith(".i") ? Map.of("resume", true) : "signal " + name);
        }
    }

    private static Outcome outcome(ScriptedPerformer performer, String path, long seed) {
        if (performer.cancelled.contains(path)) {
            return Outcome.cancelled(path);
        }
        var flow = performer.flows.get(path);
        if (flow != null) {
            var child = RandomCanvas.children(seed).get(flow.key());
            return walked(child, flow.input(), seed, path.hashCode()).outcome() instanceof Done done
                    ? done
                    : Outcome.failed(ErrorCode.CHILD_FAILED, path, "as it does");
        }
        var step = performer.inFlight.get(path);
        try {
            return new Done(Oracle.task(step.task(), path, step.arguments().values()));
        } catch (Fails e) {
            return Outcome.failed(ErrorCode.TASK_FAILED, path, "as asked");
        }
    }

    /// A collected error, as the oracle tells it: only its path.
    static Object plain(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(OracleTest::plain).collect(Collectors.toList());
            case Map<?, ?> map
                    when map.size() == 1
                            && map.get("error") instanceof Map<?, ?> error
                            && error.get("path") != null ->
                    Map.of("error", error.get("path"));
            case Map<?, ?> map -> {
                var plain = new TreeMap<Object, Object>();
                map.forEach((key, each) -> plain.put(key, plain(each)));
                yield plain;
            }
            case null -> null;
            case Object other -> other;
        };
    }

    private static String withoutPaths(Object value) {
        return String.valueOf(value).replaceAll("do[.\\w]*", "…");
    }
}
