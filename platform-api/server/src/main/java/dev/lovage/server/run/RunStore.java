package dev.lovage.server.run;

import dev.lovage.client.Run;
import dev.lovage.server.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The read model of runs. What it says is a view of Temporal's truth, as old as [#freshness].
public interface RunStore {
    /// Writes the row of a run that was just accepted: QUEUED, version 0. Where an event was faster
    /// the row keeps its state and takes what only the acceptance knows (queue, tags, origin,
    /// input).
    void accepted(Transaction transaction, AcceptedRun run);

    /// At most `size` runs, newest first (`accepted desc, run desc`), beginning after `after`.
    List<RunRow> list(String tenant, RunFilter filter, @Nullable RunKey after, int size);

    /// How many runs there are, counted up to `most`.
    int count(String tenant, RunFilter filter, int most);

    Optional<RunRow> find(String tenant, String run);

    /// Those of these ids that are of a run.
    Set<String> existing(String tenant, Collection<String> runs);

    /// At most `size` steps in the order of their paths' bytes, beginning after the path `after`.
    List<StepRow> steps(RunKey run, @Nullable String after, int size);

    /// Of the steps at these paths those that there are, in the same order.
    List<StepRow> steps(RunKey run, Collection<String> paths);

    /// At most `size` steps that have not ended, in no order.
    List<StepRow> open(RunKey run, int size);

    Optional<StepRow> step(RunKey run, String path);

    /// How long runs of this definition take that succeed or fail: the newest ones, hour by hour;
    /// nothing where none has.
    Optional<Took> took(String tenant, String definition);

    /// How current the answers are.
    Freshness freshness();

    /// The state of Kafka that the rows show.
    ///
    /// @param asOf time of the last event applied in the partition that is furthest behind
    /// @param lagMs how long ago that was when it had not caught up, else 0
    record Freshness(Instant asOf, long lagMs) {
        /// As answers carry it.
        public Run.Seen seen() {
            return new Run.Seen(asOf, "projection", lagMs);
        }
    }

    /// What 95 of 100 runs took at most, as read off a scale with 16 marks to each doubling.
    ///
    /// @param runs how many were measured
    record Took(Duration p95, int runs) {}
}
