package dev.lovage.server.projection;

import dev.lovage.events.RunState;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What became known of runs with a batch, once it is committed.
public record News(List<Began> began, List<Ended> ended) {
    static final News NONE = new News(List.of(), List.of());

    public News {
        began = List.copyOf(began);
        ended = List.copyOf(ended);
    }

    News and(News next) {
        return new News(
                Stream.concat(began.stream(), next.began.stream()).toList(),
                Stream.concat(ended.stream(), next.ended.stream()).toList());
    }

    /// A run was seen running for the first time.
    record Began(String run, String definition, Instant at) {}

    /// A run was seen ended for the first time.
    ///
    /// @param took from its start; zero when that was never seen
    record Ended(String definition, RunState status, Duration took) {}
}
