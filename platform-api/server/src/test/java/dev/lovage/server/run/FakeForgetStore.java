package dev.lovage.server.run;

import dev.lovage.server.Transaction;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Remembers what was forgotten.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresForgetStore.class)
final class FakeForgetStore implements ForgetStore {
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    @Override
    public boolean forget(RunKey run, Consumer<Transaction> with) {
        forgotten.add(run.tenant() + "/" + run.run());
        return true;
    }

    @Override
    public boolean isForgotten(String tenant, String run) {
        return forgotten.contains(tenant + "/" + run);
    }

    @Override
    public void forgetAgain(int most) {}
}
