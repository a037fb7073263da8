package dev.lovage.chaos.check;

import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome.Done;
import dev.lovage.chaos.check.World.Trail.Line;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I12: the audit.
final class Trails {
    private static final String REQUESTED = "requested";
    private static final Set<String> OUTCOMES = Set.of("done", "failed", "unknown");

    private Trails() {}

    static Stream<Finding> whole(World world) {
        return Stream.of(changes(world), starts(world), chain(world)).flatMap(one -> one);
    }

    private static Stream<Finding> changes(World world) {
        return world.trail().lines().stream()
                .collect(Collectors.groupingBy(Line::change))
                .entrySet()
                .stream()
                .map(change ->
                        new Finding(
                                change.getKey(),
                                change.getValue().stream()
                                        .map(Line::outcome)
                                        .collect(Collectors.joining(", "))))
                .filter(change -> !whole(List.of(change.what().split(", ", -1))));
    }

    private static boolean whole(List<String> outcomes) {
        return outcomes.equals(List.of("denied"))
                || outcomes.size() == 2
                        && outcomes.contains(REQUESTED)
                        && outcomes.stream().anyMatch(OUTCOMES::contains);
    }

    private static Stream<Finding> starts(World world) {
        var asked =
                world.trail().lines().stream()
                        .filter(line -> line.outcome().equals(REQUESTED))
                        .map(Line::resource)
                        .collect(Collectors.toUnmodifiableSet());
        return world.driven()
                .of(Kind.START)
                .flatMap(start ->
                        start.outcome() instanceof Done(var run) && !asked.contains("run/" + run)
                                ? Stream.of(new Finding(run, "was started, and nobody asked"))
                                : Stream.of());
    }

    private static Stream<Finding> chain(World world) {
        return world.trail().broken().stream().map(row -> new Finding("the chain", row));
    }
}
