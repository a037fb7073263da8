package dev.lovage.server.approval;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a test says that runs wait for, and what was decided.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresApprovalStore.class)
final class FakeApprovalStore implements ApprovalStore {
    private static final Comparator<Open> OLDEST_FIRST =
            Comparator.comparing(Open::since)
                    .thenComparing(open -> open.run().run())
                    .thenComparing(Open::path);

    private final Map<String, Open> awaits = new ConcurrentHashMap<>();
    private final Map<String, Decision> decisions = new ConcurrentHashMap<>();
    private final Map<String, Decision> delivered = new ConcurrentHashMap<>();

    void put(Open open) {
        awaits.put(key(open.run().tenant(), open.run().run(), open.path()), open);
    }

    private static String key(String tenant, String run, String path) {
        return tenant + "/" + run + "/" + path;
    }

    @Override
    public List<Open> open(String tenant, Which which, Open after, int size) {
        return awaits.values().stream()
                .filter(open -> !open.over() && open.run().tenant().equals(tenant))
                .filter(open ->
                        which.workflow() == null || which.workflow().equals(open.workflow()))
                .filter(open -> which.run() == null || which.run().equals(open.run().run()))
                .filter(open -> after == null || OLDEST_FIRST.compare(open, after) > 0)
                .sorted(OLDEST_FIRST)
                .limit(size)
                .toList();
    }

    @Override
    public Optional<Open> find(String tenant, String run, String path) {
        return Optional.ofNullable(awaits.get(key(tenant, run, path)));
    }

    @Override
    public Optional<Decision> decide(Decision decision) {
        var key = key(decision.tenant(), decision.run(), decision.path());
        var kept =
                decisions.merge(
                        key,
                        decision,
                        (before, now) ->
                                delivered.containsKey(key) || isFresh(before, now) ? before : now);
        return Optional.of(kept).filter(other -> !other.signal().equals(decision.signal()));
    }

    private static boolean isFresh(Decision before, Decision now) {
        return Duration.between(before.at(), now.at()).compareTo(Duration.ofSeconds(10)) <= 0;
    }

    @Override
    public void delivered(Decision decision) {
        delivered.put(key(decision.tenant(), decision.run(), decision.path()), decision);
    }

    @Override
    public Optional<Decision> decision(String tenant, String run, String path) {
        return Optional.ofNullable(decisions.get(key(tenant, run, path)));
    }
}
