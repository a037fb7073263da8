package dev.lovage.console.run;

import dev.lovage.client.Batch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Which runs something is done to at once.
sealed interface Choice {
    /// What has to be asked of the api, one after the other.
    List<Batch> batches(Batch.Act act, @Nullable String reason, @Nullable Instant until);

    /// Runs that were ticked.
    record Ticked(List<String> runs) implements Choice {
        public Ticked {
            runs = List.copyOf(runs);
        }

        @Override
        public List<Batch> batches(
                Batch.Act act, @Nullable String reason, @Nullable Instant until) {
            return IntStream.iterate(0, from -> from < runs.size(), from -> from + Batch.LARGEST)
                    .mapToObj(
                            from -> runs.subList(from, Math.min(runs.size(), from + Batch.LARGEST)))
                    .map(some -> Batch.of(act, some, reason).until(until))
                    .toList();
        }
    }

    /// All that a list shows and would show, but for those that come in after `now`.
    record Matching(RunFilter filter, Instant now) implements Choice {
        @Override
        public List<Batch> batches(
                Batch.Act act, @Nullable String reason, @Nullable Instant until) {
            return List.of(Batch.of(act, filter.batch(now), reason).until(until));
        }
    }
}
