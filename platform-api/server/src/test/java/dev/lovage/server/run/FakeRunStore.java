package dev.lovage.server.run;

import dev.lovage.server.FakeDatabase;
import dev.lovage.server.Transaction;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Only what was accepted: no event ever arrives.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresRunStore.class)
final class FakeRunStore implements RunStore {
    private static final Comparator<RunRow> NEWEST_FIRST =
            Comparator.comparing((RunRow row) -> row.about().key().accepted())
                    .thenComparing(row -> row.about().key().run())
                    .reversed();

    private final Map<String, RunRow> rows = new ConcurrentHashMap<>();
    private final FakeDatabase database;

    FakeRunStore(FakeDatabase database) {
        this.database = database;
    }

    @Override
    public void accepted(Transaction transaction, AcceptedRun run) {
        var row = new RunRow(run, RunRow.Progress.QUEUED);
        rows.putIfAbsent(run.key().tenant() + "/" + run.key().run(), row);
    }

    @Override
    public List<RunRow> list(String tenant, RunFilter filter, RunKey after, int size) {
        database.check();
        return rows.values().stream()
                .filter(row -> row.about().key().tenant().equals(tenant))
                .filter(row -> matches(filter, row))
                .sorted(NEWEST_FIRST)
                .dropWhile(row -> after != null && !isAfter(row.about().key(), after))
                .limit(size)
                .toList();
    }

    private static boolean matches(RunFilter filter, RunRow row) {
        var about = row.about();
        var accepted = about.key().accepted();
        return (filter.statuses().isEmpty() || filter.statuses().contains(row.progress().status()))
                && (filter.definition() == null || filter.definition().equals(about.definition()))
                && (filter.tag() == null || about.tags().contains(filter.tag()))
                && (filter.from() == null || !accepted.isBefore(filter.from()))
                && (filter.to() == null || accepted.isBefore(filter.to()))
                && (filter.overlay() == null || filter.overlay() == row.overlay())
                && (filter.prefix() == null || begins(about, filter.prefix()));
    }

    private static boolean begins(AcceptedRun about, String prefix) {
        return about.key().run().startsWith(prefix)
                || about.definition().startsWith(prefix)
                || about.tags().stream().anyMatch(tag -> tag.startsWith(prefix));
    }

    private static boolean isAfter(RunKey key, RunKey after) {
        var times = key.accepted().compareTo(after.accepted());
        return times < 0 || (times == 0 && key.run().compareTo(after.run()) < 0);
    }

    @Override
    public int count(String tenant, RunFilter filter, int most) {
        return list(tenant, filter, null, most).size();
    }

    @Override
    public Optional<RunRow> find(String tenant, String run) {
        database.check();
        return Optional.ofNullable(rows.get(tenant + "/" + run));
    }

    @Override
    public List<StepRow> steps(RunKey run, String after, int size) {
        database.check();
        return List.of();
    }

    @Override
    public List<StepRow> steps(RunKey run, Collection<String> paths) {
        database.check();
        return List.of();
    }

    @Override
    public List<StepRow> open(RunKey run, int size) {
        database.check();
        return List.of();
    }

    @Override
    public Optional<StepRow> step(RunKey run, String path) {
        database.check();
        return Optional.empty();
    }

    @Override
    public Set<String> existing(String tenant, Collection<String> runs) {
        return runs.stream()
                .filter(run -> rows.containsKey(tenant + "/" + run))
                .collect(Collectors.toSet());
    }

    /// No run of the fake ever ends.
    @Override
    public Optional<Took> took(String tenant, String definition) {
        return Optional.empty();
    }

    @Override
    public Freshness freshness() {
        return new Freshness(Instant.EPOCH, 0);
    }
}
