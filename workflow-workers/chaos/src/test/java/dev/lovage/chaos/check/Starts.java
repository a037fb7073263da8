package dev.lovage.chaos.check;

import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome.Done;
import dev.lovage.chaos.check.Operation.Outcome.Refused;
import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Shown;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I1 and I2: what was accepted is one run, and ends.
final class Starts {
    private static final int UNAVAILABLE = 503;

    private Starts() {}

    static Stream<Finding> once(World world) {
        var byTag = byTag(world);
        var known =
                world.temporal().stream()
                        .map(Described::run)
                        .collect(Collectors.toUnmodifiableSet());
        return world
                .driven()
                .of(Kind.START)
                .collect(Collectors.groupingBy(Operation::key))
                .entrySet()
                .stream()
                .flatMap(start ->
                        judged(
                                start.getKey(),
                                start.getValue(),
                                byTag.getOrDefault(start.getKey(), Set.of()),
                                known));
    }

    private static Map<String, Set<String>> byTag(World world) {
        var byTag = new HashMap<String, Set<String>>();
        for (var row : world.shown()) {
            row.tags()
                    .forEach(
                            tag -> byTag.computeIfAbsent(tag, _ -> new TreeSet<>()).add(row.run()));
        }
        return byTag;
    }

    /// All attempts with one key.
    private static Stream<Finding> judged(
            String key, List<Operation> attempts, Set<String> runs, Set<String> known) {
        var accepted = new TreeSet<String>();
        for (var attempt : attempts) {
            if (attempt.outcome() instanceof Done(var run)) {
                accepted.add(run);
            }
        }
        if (runs.size() > 1 || accepted.size() > 1) {
            return found(key, "is more than one run: " + runs + " " + accepted);
        }
        if (!accepted.isEmpty() && !known.containsAll(accepted)) {
            return found(key, "was accepted, and Temporal has no " + accepted);
        }
        if (!accepted.isEmpty() && !runs.equals(accepted)) {
            return found(key, "was accepted as " + accepted + " and is shown as " + runs);
        }
        return !runs.isEmpty() && attempts.stream().allMatch(Starts::certainlyNot)
                ? found(key, "was refused, and runs as " + runs)
                : Stream.of();
    }

    private static boolean certainlyNot(Operation attempt) {
        return attempt.outcome() instanceof Refused(int status, _) && status != UNAVAILABLE;
    }

    static Stream<Finding> ended(World world) {
        var open =
                world.temporal().stream()
                        .filter(one -> !one.state().ended())
                        .map(one -> new Finding(one.run(), "still runs in Temporal"));
        var shown =
                world.shown().stream().filter(one -> !one.state().ended()).map(Starts::shownOpen);
        return Stream.concat(open, shown);
    }

    private static Finding shownOpen(Shown one) {
        return new Finding(one.run(), "is shown " + one.state());
    }

    private static Stream<Finding> found(String key, String what) {
        return Stream.of(new Finding(key, what));
    }
}
