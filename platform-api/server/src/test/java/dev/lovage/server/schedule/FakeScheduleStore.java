package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.server.FakeDatabase;
import dev.lovage.server.Transaction;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

@Singleton
@Requires(property = "fakes")
@Replaces(PostgresScheduleStore.class)
final class FakeScheduleStore implements ScheduleStore {
    private record Kept(ScheduleRow row, Instant due) {}

    private final Map<ScheduleKey, Kept> all = new ConcurrentHashMap<>();
    private final FakeDatabase database;
    private final Clock clock;

    FakeScheduleStore(FakeDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<ScheduleRow> list(String tenant, String label, String after, int size) {
        database.check();
        return all.values().stream()
                .map(Kept::row)
                .filter(row -> row.key().tenant().equals(tenant) && !row.progress().gone())
                .filter(row -> label == null || row.put().action().label().equals(label))
                .filter(row -> after == null || row.key().name().compareTo(after) > 0)
                .sorted(Comparator.comparing(row -> row.key().name()))
                .limit(size)
                .toList();
    }

    @Override
    public Optional<ScheduleRow> find(ScheduleKey key) {
        database.check();
        return Optional.ofNullable(all.get(key))
                .map(Kept::row)
                .filter(row -> !row.progress().gone());
    }

    @Override
    public Optional<ScheduleRow> find(Transaction transaction, ScheduleKey key) {
        return find(key);
    }

    @Override
    public int count(Transaction transaction, String tenant) {
        return (int)
                list(tenant, null, null, Integer.MAX_VALUE).stream()
                        .filter(row -> row.standing().state() != Applied.State.UNKNOWN)
                        .count();
    }

    @Override
    public ScheduleRow save(
            Transaction transaction, ScheduleKey key, Schedule.Put put, Instant at, String by) {
        var old = all.get(key);
        var row = old == null ? fresh(key, put, at, by) : again(old.row(), put, at, by);
        all.put(key, new Kept(row, clock.instant()));
        return row;
    }

    private static ScheduleRow fresh(ScheduleKey key, Schedule.Put put, Instant at, String by) {
        return new ScheduleRow(
                key, put, new Schedule.Saved(1, at, by), Standing.saved(put), Progress.NONE);
    }

    private static ScheduleRow again(ScheduleRow old, Schedule.Put put, Instant at, String by) {
        var was = old.standing();
        var gone = old.progress().gone();
        var anew =
                gone || was.state() == Applied.State.ENDED || was.state() == Applied.State.UNKNOWN;
        var now = anew ? Standing.saved(put) : was.as(Applied.State.PENDING, null);
        var progress = old.progress();
        return new ScheduleRow(
                old.key(),
                put,
                new Schedule.Saved(old.saved().version() + 1, at, by),
                new Standing(
                        now.state(),
                        null,
                        was.at(),
                        now.paused(),
                        now.note(),
                        now.until(),
                        now.remaining(),
                        now.fires()),
                new Progress(
                        progress.applied(),
                        progress.wanted(),
                        progress.found(),
                        0,
                        false,
                        progress.renew() || gone));
    }

    @Override
    public boolean delete(Transaction transaction, ScheduleKey key) {
        var kept = all.get(key);
        if (kept == null
                || kept.row().progress().gone()
                || kept.row().standing().state() == Applied.State.UNKNOWN) {
            return false;
        }
        var row = kept.row();
        var old = row.progress();
        var gone = new Progress(old.applied(), old.wanted(), old.found(), 0, true, old.renew());
        put(new ScheduleRow(row.key(), row.put(), row.saved(), row.standing(), gone));
        return true;
    }

    private void put(ScheduleRow row) {
        all.put(row.key(), new Kept(row, clock.instant()));
    }

    @Override
    public void revised(Transaction transaction, String tenant, String workflow) {
        all.values().stream()
                .map(Kept::row)
                .filter(row -> row.key().tenant().equals(tenant))
                .filter(row -> workflow.equals(row.put().action().workflow()))
                .filter(row -> row.put().action().revision() == null)
                .toList()
                .forEach(this::put);
    }

    @Override
    public void look(ScheduleKey key) {
        Optional.ofNullable(all.get(key)).map(Kept::row).ifPresent(this::put);
    }

    @Override
    public void steered(ScheduleKey key, boolean paused, String note, Instant until) {
        Optional.ofNullable(all.get(key))
                .map(Kept::row)
                .ifPresent(row -> {
                    var was = row.standing();
                    var now =
                            new Standing(
                                    was.state(),
                                    was.error(),
                                    was.at(),
                                    paused,
                                    note,
                                    until,
                                    was.remaining(),
                                    was.fires());
                    put(new ScheduleRow(row.key(), row.put(), row.saved(), now, row.progress()));
                });
    }

    @Override
    public List<ScheduleRow> due(Instant now, int most) {
        return all.values().stream()
                .filter(kept -> !kept.due().isAfter(now))
                .filter(kept -> kept.row().standing().state() != Applied.State.UNKNOWN)
                .sorted(
                        Comparator.comparing((Kept kept) ->
                                        kept.row().standing().state() != Applied.State.PENDING)
                                .thenComparing(Kept::due))
                .limit(most)
                .map(Kept::row)
                .toList();
    }

    @Override
    public void found(
            ScheduleRow row, Standing standing, Progress progress, Instant now, Instant again) {
        var kept = all.get(row.key());
        if (kept == null || !same(kept.row(), row)) {
            return;
        }
        var until = kept.row().standing().until();
        var due = kept.due().isAfter(now) ? kept.due() : again;
        all.put(
                row.key(),
                new Kept(
                        new ScheduleRow(
                                row.key(), row.put(), row.saved(), standing.until(until), progress),
                        due));
    }

    private static boolean same(ScheduleRow one, ScheduleRow other) {
        return one.saved().version() == other.saved().version()
                && one.progress().gone() == other.progress().gone();
    }

    @Override
    public void remove(ScheduleRow row) {
        all.computeIfPresent(row.key(), (_, kept) -> same(kept.row(), row) ? null : kept);
    }

    @Override
    public Set<ScheduleKey> unsaved(Collection<ScheduleKey> keys) {
        return keys.stream().filter(key -> !isSaved(key)).collect(Collectors.toSet());
    }

    private boolean isSaved(ScheduleKey key) {
        var kept = all.get(key);
        return kept != null && kept.row().standing().state() != Applied.State.UNKNOWN;
    }

    @Override
    public void unknown(Collection<ScheduleRow> rows) {
        all.values().removeIf(kept -> kept.row().standing().state() == Applied.State.UNKNOWN);
        rows.stream().filter(row -> !isSaved(row.key())).forEach(this::put);
    }
}
