package dev.lovage.client;

import com.fasterxml.jackson.annotation.JsonFormat;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is counted of runs, for people who watch.
public interface Stats {
    /// How the runs of one workflow went of late.
    ///
    /// @param last the newest runs, newest first, 20 at most
    record OfWorkflow(String name, List<Tick> last, Ended ended) {
        public OfWorkflow {
            last = List.copyOf(last);
        }
    }

    /// A run, as small as it can be told.
    ///
    /// @param duration until it ended; absent while it has not
    record Tick(
            String id,
            RunState state,
            Instant accepted,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration duration) {}

    /// Runs that were accepted in the last seven days and have ended; of a workflow that runs very
    /// often those of its newest hours. How long they took is read off a scale with 16 marks to
    /// each doubling, so it is up to 6 % more than it was.
    ///
    /// @param success share of those that succeeded, from 0 to 1; who cancelled a run did not fail
    ///   it, so cancelled and skipped ones are left out; absent when there is none
    /// @param p50 half of them took no longer
    /// @param p95 nineteen in twenty took no longer
    record Ended(
            long count,
            @Nullable Double success,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration p50,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration p95) {
        public static final Ended NONE = new Ended(0, null, null, null);
    }
}
