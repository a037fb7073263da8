package dev.lovage.chaos.check;

import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Told;
import dev.lovage.events.Moves;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I4 and I5: what Kafka was told is whole, true and in order.
final class Telling {
    private Telling() {}

    static Stream<Finding> whole(World world) {
        return Stream.of(gaps(world), twins(world), lies(world)).flatMap(one -> one);
    }

    /// Of the current executions: what was before a reset is whole as far as anybody cares.
    private static Stream<Finding> gaps(World world) {
        var current =
                world.temporal().stream().map(Described::temporalRun).collect(Collectors.toSet());
        return lines(world, event -> current.contains(event.subject().temporalRun()))
                .entrySet()
                .stream()
                .flatMap(line -> {
                    var seqs = line.getValue().keySet();
                    var missing = new ArrayList<Long>();
                    for (long seq = 1; seq < line.getValue().lastKey(); seq++) {
                        if (!seqs.contains(seq)) {
                            missing.add(seq);
                        }
                    }
                    return missing.isEmpty()
                            ? Stream.of()
                            : Stream.of(new Finding(line.getKey(), "was not told " + missing));
                });
    }

    private static Stream<Finding> twins(World world) {
        var first = new HashMap<String, Told>();
        return world.events().stream()
                .filter(told -> {
                    var known = first.putIfAbsent(told.id(), told);
                    return known != null && !known.data().equals(told.data());
                })
                .map(told ->
                        new Finding(
                                told.event().subject().run(),
                                "has two events of the id " + told.id()));
    }

    private static Stream<Finding> lies(World world) {
        Map<String, Described> known =
                world.temporal().stream()
                        .collect(
                                Collectors.toMap(
                                        Described::temporalRun, one -> one, (_, later) -> later));
        return world.events().stream()
                .map(Told::event)
                .filter(event -> event.status().ended() && event.subject().part() == null)
                .flatMap(event -> {
                    var said = known.get(event.subject().temporalRun());
                    return said == null || said.state() == event.status()
                            ? Stream.of()
                            : Stream.of(lie(event, said));
                });
    }

    private static Finding lie(RunEvent event, Described said) {
        return new Finding(
                said.run(), "was told " + event.status() + ", and Temporal says " + said.state());
    }

    static Stream<Finding> ordered(World world) {
        var late =
                lines(world, _ -> true).entrySet().stream()
                        .filter(line -> goesBack(line.getValue()))
                        .map(line -> new Finding(line.getKey(), "goes back in time"));
        return Stream.concat(late, steps(world));
    }

    private static boolean goesBack(SortedMap<Long, Instant> line) {
        var before = Instant.MIN;
        for (var at : line.values()) {
            if (at.isBefore(before)) {
                return true;
            }
            before = at;
        }
        return false;
    }

    private static Stream<Finding> steps(World world) {
        var bySeq = new TreeMap<String, SortedMap<Long, StepChange>>();
        for (var told : world.events()) {
            for (var step : steps(told.event())) {
                bySeq.computeIfAbsent(key(told.event()) + " " + step.path(), _ -> new TreeMap<>())
                        .put(step.seq(), step);
            }
        }
        return bySeq.entrySet().stream()
                .flatMap(step -> moves(step.getKey(), List.copyOf(step.getValue().values())));
    }

    private static Stream<Finding> moves(String step, List<StepChange> changes) {
        var findings = new ArrayList<Finding>();
        for (int i = 1; i < changes.size(); i++) {
            var from = changes.get(i - 1).state();
            var to = changes.get(i).state();
            if (from != to && !Moves.allowed(from, to)) {
                findings.add(new Finding(step, "went from " + from + " to " + to));
            }
        }
        return findings.stream();
    }

    /// When each transition of a run, or of a part of it, happened.
    private static Map<String, SortedMap<Long, Instant>> lines(
            World world, Predicate<RunEvent> wanted) {
        var lines = new TreeMap<String, SortedMap<Long, Instant>>();
        for (var event : world.events().stream().map(Told::event).filter(wanted).toList()) {
            var line = lines.computeIfAbsent(key(event), _ -> new TreeMap<>());
            steps(event).forEach(step -> line.put(step.seq(), step.at()));
            switch (event) {
                case Started started -> {
                    // with steps its own is the one before theirs
                    var first = started.steps().isEmpty() ? started.seq() : 1;
                    line.putIfAbsent(first, started.at());
                }
                case Changed changed -> line.putIfAbsent(changed.seq(), changed.at());
                case Closed closed -> line.putIfAbsent(closed.seq(), closed.at());
                case Confirmed _ -> {}
            }
        }
        lines.values().removeIf(Map::isEmpty);
        return lines;
    }

    private static List<StepChange> steps(RunEvent event) {
        return switch (event) {
            case Started started -> started.steps();
            case Changed changed -> changed.steps();
            case Closed _, Confirmed _ -> List.of();
        };
    }

    /// Each execution of a run, and each part of it, counts for itself.
    private static String key(RunEvent event) {
        var subject = event.subject();
        var part = subject.part() == null ? "" : " part " + subject.part();
        return subject.run() + part + " execution " + subject.temporalRun();
    }
}
