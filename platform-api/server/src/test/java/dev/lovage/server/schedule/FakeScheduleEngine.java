package dev.lovage.server.schedule;

import com.google.protobuf.ByteString;

import dev.lovage.client.Schedule.Counts;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.server.ApiException;
import dev.lovage.server.calendar.Spec;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Keeps schedules, and runs none of them.
@Singleton
@Requires(property = "fakes")
@Replaces(TemporalScheduleEngine.class)
final class FakeScheduleEngine implements ScheduleEngine {
    private static final Instant NOW = Instant.parse("2026-01-02T03:00:00Z");

    private record Kept(Wanted wanted, State state, int updates, int paused) {}

    private final Map<String, Kept> all = new ConcurrentSkipListMap<>();
    private final List<String> calls = new ArrayList<>();
    private volatile boolean down;

    void down(boolean now) {
        down = now;
    }

    /// Changes that were made, in order.
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// What nobody but Temporal does.
    void turnsInto(String id, State state) {
        all.computeIfPresent(id, (_, kept) -> new Kept(kept.wanted(), state, kept.updates(), 0));
    }

    @Override
    public Optional<Described> describe(String id) {
        check();
        return Optional.ofNullable(all.get(id)).map(FakeScheduleEngine::described);
    }

    private static Described described(Kept kept) {
        var left = kept.state().remaining();
        var most = left == null ? 10 : (int) Math.min(10, left);
        var next = new dev.lovage.server.calendar.Fires(kept.wanted().spec()).next(NOW, most);
        var updated = kept.updates() == 0 ? null : NOW.plusSeconds(kept.updates());
        return new Described(
                kept.state(),
                new Fires(next, List.of(), null, Counts.NONE),
                Held.NOTHING,
                kept.wanted().digest(),
                new Token(ByteString.copyFromUtf8(kept.updates() + "/" + kept.paused()), updated));
    }

    @Override
    public synchronized boolean create(String id, Wanted wanted, State state) {
        check();
        calls.add("create " + id);
        return all.putIfAbsent(id, new Kept(wanted, state, 0, 0)) == null;
    }

    @Override
    public synchronized boolean update(String id, Wanted wanted, Described found) {
        check();
        calls.add("update " + id);
        var kept = all.get(id);
        if (kept == null) {
            return false;
        }
        if (described(kept).token().conflict().equals(found.token().conflict())) {
            all.put(id, new Kept(wanted, found.state(), kept.updates() + 1, kept.paused()));
        }
        return true;
    }

    @Override
    public synchronized boolean delete(String id) {
        check();
        calls.add("delete " + id);
        return all.remove(id) != null;
    }

    @Override
    public synchronized boolean steer(String id, boolean paused, String note) {
        check();
        calls.add((paused ? "pause " : "resume ") + id);
        var kept = all.get(id);
        if (kept == null) {
            return false;
        }
        var state = new State(paused, note, kept.state().remaining());
        all.put(id, new Kept(kept.wanted(), state, kept.updates(), kept.paused() + 1));
        return true;
    }

    @Override
    public synchronized boolean trigger(String id, Overlap overlap) {
        check();
        calls.add("trigger " + id + " " + overlap);
        return all.containsKey(id);
    }

    @Override
    public synchronized boolean backfill(String id, List<Instant> times, Overlap overlap) {
        check();
        calls.add("backfill " + id + " " + times + " " + overlap);
        return all.containsKey(id);
    }

    @Override
    public Optional<List<Instant>> times(String id, Instant from, Instant to) {
        check();
        return Optional.ofNullable(all.get(id))
                .map(kept -> kept.wanted().spec())
                .map(spec -> times(spec, from, to));
    }

    private static List<Instant> times(Spec spec, Instant from, Instant to) {
        return new dev.lovage.server.calendar.Fires(spec)
                .next(from.minusMillis(1), MOST_TIMES).stream()
                        .filter(time -> !time.isAfter(to))
                        .toList();
    }

    @Override
    public List<Listed> list() {
        check();
        return all.entrySet().stream()
                .map(entry -> {
                    var described = described(entry.getValue());
                    return new Listed(
                            entry.getKey(),
                            "lovage.run",
                            entry.getValue().wanted().spec().zone().getId(),
                            new State(described.state().paused(), described.state().note(), null),
                            described.fires());
                })
                .toList();
    }

    private void check() {
        if (down) {
            throw ApiException.unavailable("Temporal", null);
        }
    }
}
