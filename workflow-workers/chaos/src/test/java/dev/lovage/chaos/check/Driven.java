package dev.lovage.chaos.check;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What was done to the platform: the driver's operations, and the faults meanwhile.
///
/// @param stalls in which the driver itself stood still
/// @param timetables of the schedules that ran meanwhile
/// @param deleted runs whose history was deleted in Temporal
/// @param soon within which an outage has to be told
/// @param ended when the driver stopped
public record Driven(
        List<Operation> operations,
        List<Episode> episodes,
        List<Stall> stalls,
        List<Timetable> timetables,
        Set<String> deleted,
        Duration soon,
        Instant ended) {
    public Driven {
        operations = List.copyOf(operations);
        episodes = List.copyOf(episodes);
        stalls = List.copyOf(stalls);
        timetables = List.copyOf(timetables);
        deleted = Set.copyOf(deleted);
    }

    /// A fault, or several at once.
    ///
    /// @param healed when nothing was disturbed any more
    /// @param converged when everything was shown rightly again; absent: it never was
    public record Episode(
            String fault, Instant begun, Instant healed, @Nullable Instant converged) {

        /// Whether this moment was disturbed, or is so soon after that it may still be felt.
        boolean touches(Instant moment, Duration felt) {
            return !moment.isBefore(begun) && !moment.isAfter(healed.plus(felt));
        }
    }

    public Stream<Operation> of(Operation.Kind kind) {
        return operations.stream().filter(one -> one.kind() == kind);
    }

    /// How much of the time between these moments the driver itself did nothing.
    Duration stalled(Instant from, Instant to) {
        return stalls.stream()
                .map(stall -> stall.within(from, to))
                .reduce(Duration.ZERO, Duration::plus);
    }

    boolean disturbed(Instant moment, Duration felt) {
        return episodes.stream().anyMatch(episode -> episode.touches(moment, felt));
    }
}
