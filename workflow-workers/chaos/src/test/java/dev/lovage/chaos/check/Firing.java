package dev.lovage.chaos.check;

import dev.lovage.chaos.check.World.Described;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I9: schedules run when they must, once, and at no other time.
final class Firing {
    private Firing() {}

    static Stream<Finding> punctual(World world) {
        return world.driven().timetables().stream().flatMap(table -> judged(table, world));
    }

    private static Stream<Finding> judged(Timetable table, World world) {
        var runs =
                world.temporal().stream()
                        .filter(one -> one.fire() != null)
                        .filter(one -> fire(one).schedule().equals(table.schedule()))
                        .toList();
        var untimely =
                runs.stream()
                        .filter(one -> !table.dues().contains(fire(one).due()))
                        .map(one -> found(table, fire(one).due(), "was no time to run"));
        var doubled =
                runs.stream()
                        .collect(Collectors.groupingBy(one -> fire(one).due()))
                        .entrySet()
                        .stream()
                        .filter(due -> due.getValue().size() > 1)
                        .map(due -> found(table, due.getKey(), "is several runs"));
        var lost =
                table.musts().stream()
                        .filter(due -> runs.stream().noneMatch(one -> accountsFor(one, due)))
                        .map(due -> found(table, due, "has no run"));
        return Stream.of(untimely, doubled, lost).flatMap(one -> one);
    }

    private static World.Fire fire(Described one) {
        return Objects.requireNonNull(one.fire());
    }

    /// It is the run of that time, or was open then: the policy leaves out what would overlap.
    private static boolean accountsFor(Described one, Instant due) {
        var meant = fire(one).due();
        var closed = one.closed();
        return meant.equals(due)
                || (meant.isBefore(due) && (closed == null || closed.isAfter(due)));
    }

    private static Finding found(Timetable table, Instant due, String what) {
        return new Finding(table.schedule(), due + " " + what);
    }
}
