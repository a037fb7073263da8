package dev.lovage.chaos.check;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that was seen of a platform under faults, from every side, once it was quiet again.
///
/// @param temporal the current execution of every run
/// @param events every record of the topic of runs, in the order of their partitions
/// @param shown the read model at the end
/// @param watched the read model on the way, in the order in which it was seen
public record World(
        Driven driven,
        List<Described> temporal,
        List<Told> events,
        List<Shown> shown,
        List<Shown> watched,
        List<Effect> effects,
        Trail trail,
        Measured measured) {
    public World {
        temporal = List.copyOf(temporal);
        events = List.copyOf(events);
        shown = List.copyOf(shown);
        watched = List.copyOf(watched);
        effects = List.copyOf(effects);
    }

    /// An execution as Temporal describes it.
    ///
    /// @param fire absent: no schedule started it
    public record Described(
            String run,
            String temporalRun,
            RunState state,
            Instant started,
            @Nullable Instant closed,
            @Nullable Fire fire) {
        Described(
                String run,
                String temporalRun,
                RunState state,
                Instant started,
                @Nullable Instant closed) {
            this(run, temporalRun, state, started, closed, null);
        }
    }

    /// The time of a schedule that a run is for.
    public record Fire(String schedule, Instant due) {}

    /// A record of Kafka that holds an event.
    public record Told(String id, String data, RunEvent event) {}

    /// A row of the read model.
    public record Shown(
            String run, RunState state, List<String> tags, int generation, long epoch, long seq) {
        public Shown {
            tags = List.copyOf(tags);
        }
    }

    /// A call that an outside party got.
    ///
    /// @param key idempotency key that came along
    /// @param marker what it is for: one thing that must happen once
    /// @param done whether it was answered with success
    public record Effect(String key, String marker, Instant at, boolean done) {}

    /// The audit.
    ///
    /// @param broken the first row of its chain that does not fit; absent: all fit
    public record Trail(List<Line> lines, Optional<String> broken) {
        public Trail {
            lines = List.copyOf(lines);
        }

        /// A row of it.
        public record Line(String change, String action, String resource, String outcome) {}
    }

    /// What the processes needed, and how far the read model was behind.
    public record Measured(List<Lag> lags, List<Usage> usages) {
        public Measured {
            lags = List.copyOf(lags);
            usages = List.copyOf(usages);
        }

        /// How old the oldest event was that was not applied at that moment.
        public record Lag(Instant at, Duration behind) {}

        /// What one process had.
        public record Usage(String process, Instant at, long kilobytes, int threads, int files) {}
    }

    Optional<Shown> shown(String run) {
        return shown.stream().filter(one -> one.run().equals(run)).findFirst();
    }
}
