package dev.lovage.server.run;

import dev.lovage.client.Batch.Outcome;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Does the same to many runs, a few at a time; the rest is left alone once a dependency does not
/// answer.
final class AtOnce {
    private static final int FEW = 4;

    private final Function<String, Outcome> act;
    private final AtomicReference<@Nullable ApiException> down = new AtomicReference<>();

    private AtOnce(Function<String, Outcome> act) {
        this.act = act;
    }

    /// What came of it, run by run; throws `UNAVAILABLE` when that is all that came of it.
    ///
    /// @param act throws what is wrong with one run
    static List<Outcome> of(List<String> runs, Function<String, Outcome> act) {
        var all = new AtOnce(act);
        var outcomes = all.outcomes(runs);
        var down = all.down.get();
        if (down != null && outcomes.stream().noneMatch(Outcome::done)) {
            throw down;
        }
        return outcomes;
    }

    private List<Outcome> outcomes(List<String> runs) {
        try (var few = Executors.newFixedThreadPool(FEW, Thread.ofVirtual().factory())) {
            return few
                    .invokeAll(runs.stream().<Callable<Outcome>>map(run -> () -> one(run)).toList())
                    .stream()
                    .map(AtOnce::told)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The api", e);
        }
    }

    private static Outcome told(Future<Outcome> outcome) {
        try {
            return outcome.resultNow();
        } catch (IllegalStateException _) {
            throw new IllegalStateException("A run could not be steered", outcome.exceptionNow());
        }
    }

    private Outcome one(String run) {
        if (down.get() != null) {
            return new Outcome(run, false, Code.UNAVAILABLE.name(), "It was not tried.");
        }
        try {
            return act.apply(run);
        } catch (ApiException e) {
            if (e.code() == Code.UNAVAILABLE) {
                down.compareAndSet(null, e);
            }
            return new Outcome(run, false, e.code().name(), e.detail());
        }
    }
}
