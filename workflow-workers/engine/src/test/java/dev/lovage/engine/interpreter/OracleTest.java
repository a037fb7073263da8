package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.engine.interpreter.Oracle.Fails;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.events.ErrorCode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random canvases, their calls ending in random order, against what they mean.
class OracleTest {
    private static final Map<String, Object> INPUT = Map.of("n", 7L, "list", List.of(1L, 2L, 3L));

    @Test
    void aRunGivesWhatTheCanvasMeansInWhateverOrderItsCallsEnd() {
        for (long seed = 0; seed < 400; seed++) {
            var tree = new RandomCanvas(seed, false).definition();

            assertThat(interpreted(tree, seed))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(meant(tree));
        }
    }

    @Test
    void failFastChangesWhichErrorIsRaisedButNotWhether() {
        for (long seed = 0; seed < 400; seed++) {
            var tree = new RandomCanvas(seed, true).definition();

            assertThat(withoutPaths(interpreted(tree, seed)))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(withoutPaths(meant(tree)));
        }
    }

    private static Object meant(Map<String, Object> tree) {
        try {
            return plain(new Oracle(INPUT).run(CanvasReader.definition(tree).body()));
        } catch (Fails e) {
            return "failed at " + e.getMessage();
        }
    }

    private static Object interpreted(Map<String, Object> tree, long seed) {
        var random = new Random(seed);
        var walk = Walk.of(tree, INPUT);
        while (!walk.ended()) {
            var paths = List.copyOf(walk.performer.inFlight.keySet());
            var path = paths.get(random.nextInt(paths.size()));
            walk.performer.end(path, outcome(walk.performer, path));
        }
        return walk.outcome() instanceof Done(var value)
                ? plain(value)
                : "failed at " + walk.failure().path();
    }

    private static Outcome outcome(ScriptedPerformer performer, String path) {
        if (performer.cancelled.contains(path)) {
            return Outcome.cancelled(path);
        }
        var step = performer.inFlight.get(path);
        try {
            return new Done(Oracle.task(step.task(), path, step.arguments().values()));
        } catch (Fails e) {
            return Outcome.failed(ErrorCode.TASK_FAILED, path, "as asked");
        }
    }

    /// A collected error, as the oracle tells it: only its path.
    private static Object plain(Object value) {
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
