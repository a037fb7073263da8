package dev.lovage.server.run;

import dev.lovage.server.Transaction;

import java.util.function.Consumer;

/// Runs whose values were taken away.
interface ForgetStore {
    /// Takes the values of its steps, its result, and all that it kept away; how it went stays.
    ///
    /// @param with done in the same transaction
    /// @return false, and nothing done, while an open run may need them: one that repeats it, that
    ///   is a step of it, or that it is a step of
    boolean forget(RunKey run, Consumer<Transaction> with);

    boolean isForgotten(String tenant, String run);

    /// Takes away again what came back of at most so many runs: what is replayed tells of it again.
    void forgetAgain(int most);
}
