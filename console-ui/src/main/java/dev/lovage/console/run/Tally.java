package dev.lovage.console.run;

import dev.lovage.client.Batch.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// How far something is that is done to many runs.
///
/// @param ended that were left alone, as they had ended
/// @param failed that it could not be done to; no more than can be read
/// @param over nothing more is done
/// @param problem that ended it early
record Tally(
        int done,
        int ended,
        List<Outcome> failed,
        boolean over,
        @Nullable RuntimeException problem) {
    static final Tally NOTHING = new Tally(0, 0, List.of(), false, null);
    private static final int READ = 20;
    private static final String ENDED = "RUN_ENDED";

    Tally {
        failed = List.copyOf(failed);
    }

    Tally plus(List<Outcome> outcomes) {
        int well = (int) outcomes.stream().filter(Outcome::done).count();
        int past = (int) outcomes.stream().filter(Tally::ended).count();
        var bad = outcomes.stream().filter(outcome -> !outcome.done() && !ended(outcome));
        return new Tally(
                done + well,
                ended + past,
                Stream.concat(failed.stream(), bad).limit(READ).toList(),
                false,
                null);
    }

    Tally end(@Nullable RuntimeException why) {
        return new Tally(done, ended, failed, true, why);
    }

    /// Nothing is left to be looked at.
    boolean well() {
        return over && problem == null && failed.isEmpty();
    }

    private static boolean ended(Outcome outcome) {
        return ENDED.equals(outcome.code());
    }
}
