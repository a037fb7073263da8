package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Program.Before;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random canvases that are run, and then run again from one of their steps.
class RepeatTest {
    @Test
    void aRerunFromAnyStepGivesTheSameAndRunsNothingThatIsUsed() {
        for (long seed = 0; seed < 400; seed++) {
            var tree = new RandomCanvas(seed, false).definition();
            var first = OracleTest.walked(tree, OracleTest.INPUT, seed, seed);
            var step = anyStep(first, new Random(seed));
            for (var wish : List.of(new Wish(step, null, false), new Wish(null, step, false))) {
                var plan = Rerun.plan(CanvasReader.definition(tree), past(first), wish);

                var again = rerun(tree, plan, seed);

                var said = "seed %d, %s: %s".formatted(seed, wish, tree);
                assertThat(OracleTest.plain(again)).as(said).isEqualTo(OracleTest.plain(first));
                assertThat(again.performer.calls.keySet())
                        .as(said)
                        .noneMatch(call -> isUsed(call, plan));
                assertThat(plan.reached()).as(said).isTrue();
            }
        }
    }

    private static String anyStep(Walk walk, Random random) {
        var steps =
                walk.performer.ends.keySet().stream()
                        .filter(path -> Rerun.instead(path).isEmpty())
                        .sorted()
                        .toList();
        return steps.isEmpty() ? "do" : steps.get(random.nextInt(steps.size()));
    }

    private static Map<String, Past> past(Walk walk) {
        var past = new HashMap<String, Past>();
        walk.performer.ends.forEach((path, outcome) -> past.put(path, past(outcome)));
        return past;
    }

    private static Past past(Outcome outcome) {
        return switch (outcome) {
            case Done(var value) -> new Past.Kept(Ended.done(value));
            case Passed(var skipped) -> skipped ? new Past.Skipped() : new Past.Kept(Ended.PASSED);
            case Failed _ -> new Past.Unwell(outcome.state().name());
        };
    }

    private static Walk rerun(Map<String, Object> tree, Plan plan, long seed) {
        var others = new HashMap<String, Outcome>();
        plan.steps()
                .forEach((path, ended) ->
                        others.put(
                                path,
                                ended.equals(Ended.PASSED)
                                        ? Passed.THROUGH
                                        : new Done(ended.value())));
        var before = Before.of(others);
        var children = new ScriptedChildren(RandomCanvas.children(seed));
        var walk = Walk.of(tree, OracleTest.INPUT, before, Map.of(), children);
        while (!walk.ended()) {
            OracleTest.endOne(walk, new Random(seed), seed);
        }
        return walk;
    }

    private static boolean isUsed(String call, Plan plan) {
        return plan.steps().keySet().stream()
                .anyMatch(step -> call.equals(step) || call.startsWith(step + "."));
    }
}
