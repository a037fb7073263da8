package dev.lovage.chaos.check;

import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome.Done;
import dev.lovage.chaos.check.World.Effect;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a fault did, reckoned until the next one.
///
/// @param lost starts that were accepted, and are no run or did not end
/// @param doubled effects that came with more than one key
/// @param wrong runs that are not shown as Temporal has them
/// @param convergence from the end of the fault until everything was right; absent: never
public record Tally(
        String fault,
        int operations,
        int lost,
        int doubled,
        int wrong,
        @Nullable Duration convergence) {
    private static final String LINE = "%-44s %10s %5s %8s %6s %11s%n";

    /// A line for each fault, in their order.
    public static List<Tally> of(World world) {
        var episodes = world.driven().episodes();
        var tallies = new ArrayList<Tally>();
        for (int i = 0; i < episodes.size(); i++) {
            var next = i + 1 < episodes.size() ? episodes.get(i + 1).begun() : Instant.MAX;
            tallies.add(of(world, episodes.get(i), next));
        }
        return List.copyOf(tallies);
    }

    private static Tally of(World world, Driven.Episode episode, Instant next) {
        var meant =
                world.driven().operations().stream()
                        .filter(one ->
                                !one.begun().isBefore(episode.begun())
                                        && one.begun().isBefore(next))
                        .toList();
        var starts = meant.stream().filter(one -> one.kind() == Kind.START).toList();
        var converged = episode.converged();
        return new Tally(
                episode.fault(),
                meant.size(),
                lost(world, starts),
                doubled(world, starts),
                count(Invariant.I3, world, runs(starts)),
                converged == null ? null : Duration.between(episode.healed(), converged));
    }

    private static int lost(World world, List<Operation> starts) {
        var subjects = new HashSet<>(runs(starts));
        starts.forEach(start -> subjects.add(start.key()));
        return count(Invariant.I1, world, subjects) + count(Invariant.I2, world, subjects);
    }

    private static int count(Invariant invariant, World world, Set<String> subjects) {
        return (int)
                invariant.violations(world).stream()
                        .map(Violation::subject)
                        .filter(subjects::contains)
                        .distinct()
                        .count();
    }

    private static Set<String> runs(List<Operation> starts) {
        return starts.stream()
                .map(Operation::outcome)
                .filter(Done.class::isInstance)
                .map(Done.class::cast)
                .map(Done::run)
                .collect(Collectors.toSet());
    }

    private static int doubled(World world, List<Operation> starts) {
        var keys = starts.stream().map(Operation::key).collect(Collectors.toSet());
        return (int)
                world.effects().stream()
                        .filter(one -> keys.contains(one.marker().split("/", -1)[0]))
                        .collect(
                                Collectors.groupingBy(
                                        Effect::marker,
                                        Collectors.mapping(Effect::key, Collectors.toSet())))
                        .values()
                        .stream()
                        .filter(several -> several.size() > 1)
                        .count();
    }

    /// The lines beneath their heading.
    public static String table(List<Tally> tallies, long seed) {
        var table = new StringBuilder("seed " + seed + System.lineSeparator());
        table.append(
                LINE.formatted("fault", "operations", "lost", "doubled", "wrong", "converged s"));
        for (var one : tallies) {
            var took = one.convergence();
            table.append(
                    LINE.formatted(
                            one.fault(),
                            one.operations(),
                            one.lost(),
                            one.doubled(),
                            one.wrong(),
                            took == null ? "never" : "%.1f".formatted(took.toMillis() / 1e3)));
        }
        return table.toString();
    }
}
