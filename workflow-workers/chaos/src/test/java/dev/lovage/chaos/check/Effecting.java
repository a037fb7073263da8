package dev.lovage.chaos.check;

import dev.lovage.chaos.check.World.Effect;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I7: effects of steps.
final class Effecting {
    private static final String DRIVEN = "chaos-";
    private static final String TASK = "http.request";

    private Effecting() {}

    static Stream<Finding> once(World world) {
        return Stream.of(
                        crossed(world, Effect::marker, Effect::key, "came with several keys: "),
                        crossed(world, Effect::key, Effect::marker, "is the key of several: "),
                        steps(world))
                .flatMap(one -> one);
    }

    private static Stream<Finding> crossed(
            World world, Function<Effect, String> of, Function<Effect, String> by, String what) {
        return world.effects().stream()
                .collect(Collectors.groupingBy(of, Collectors.mapping(by, Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> new Finding(one.getKey(), what + one.getValue()));
    }

    /// What a step that succeeded has done is done, and at most once in each attempt.
    private static Stream<Finding> steps(World world) {
        Map<String, List<Effect>> byKey =
                world.effects().stream().collect(Collectors.groupingBy(Effect::key));
        return world.events().stream()
                .filter(told -> told.event().subject().definition().startsWith(DRIVEN))
                .flatMap(told ->
                        changes(told.event())
                                .filter(Effecting::succeeded)
                                .flatMap(step ->
                                        judged(
                                                told.event().subject().run() + ":" + step.path(),
                                                step,
                                                byKey)))
                .distinct();
    }

    private static boolean succeeded(StepChange step) {
        return step.state() == StepState.SUCCEEDED
                && step.work() instanceof StepChange.Work.Task task
                && task.name().equals(TASK);
    }

    private static Stream<Finding> judged(
            String key, StepChange step, Map<String, List<Effect>> byKey) {
        var calls = byKey.getOrDefault(key, List.of());
        if (calls.stream().noneMatch(Effect::done)) {
            return Stream.of(new Finding(key, "succeeded, and nothing was done"));
        }
        return calls.size() > step.attempt()
                ? Stream.of(
                        new Finding(
                                key,
                                "called %d times in %d attempts"
                                        .formatted(calls.size(), step.attempt())))
                : Stream.of();
    }

    private static Stream<StepChange> changes(RunEvent event) {
        return switch (event) {
            case Started started -> started.steps().stream();
            case Changed changed -> changed.steps().stream();
            case Closed _, Confirmed _ -> Stream.of();
        };
    }
}
