package dev.lovage.chaos;

import dev.lovage.chaos.check.World.Measured;
import dev.lovage.chaos.check.World.Measured.Lag;
import dev.lovage.chaos.check.World.Measured.Usage;
import dev.lovage.chaos.check.World.Shown;
import dev.lovage.local.PartStatus;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks at a platform once a second: how its rows change, how far they are behind Kafka, what its
/// processes need. What cannot be seen while something is down is left out.
final class Watch implements AutoCloseable {
    private static final Duration BACK = Duration.ofMinutes(2);
    private static final List<String> OURS = List.of("api", "worker", "worker-2", "console");

    private record End(Instant at, long offset) {}

    private final Faulted platform;
    private final Topic topic;
    private final ReadModel rows;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<Integer, Deque<End>> ends = new HashMap<>();
    private final List<Shown> watched = new ArrayList<>();
    private final List<Lag> lags = new ArrayList<>();
    private final List<Usage> usages = new ArrayList<>();

    Watch(Faulted platform) {
        this.platform = platform;
        topic = new Topic(platform.stack());
        rows = new ReadModel(platform.stack().postgres());
        var _ = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            var now = Instant.now();
            var seen = rows.since(now.minus(BACK));
            var behind = behind(now, topic.ends(), rows.offsets());
            synchronized (this) {
                watched.addAll(seen);
                lags.add(new Lag(now, behind));
                usages.addAll(usages(now));
            }
        } catch (SQLException | KafkaException | IOException _) {
            // what it asks is down
        }
    }

    /// Since when there has been something that is not applied.
    private Duration behind(Instant now, Map<Integer, Long> there, Map<Integer, Long> applied) {
        var oldest = now;
        for (var partition : there.entrySet()) {
            var seen = ends.computeIfAbsent(partition.getKey(), _ -> new ArrayDeque<>());
            if (seen.isEmpty() || seen.getLast().offset < partition.getValue()) {
                seen.add(new End(now, partition.getValue()));
            }
            long next = applied.getOrDefault(partition.getKey(), 0L);
            while (!seen.isEmpty() && seen.getFirst().offset <= next) {
                seen.removeFirst();
            }
            if (!seen.isEmpty() && seen.getFirst().at.isBefore(oldest)) {
                oldest = seen.getFirst().at;
            }
        }
        return Duration.between(oldest, now);
    }

    private List<Usage> usages(Instant now) throws IOException {
        var usages = new ArrayList<Usage>();
        for (var part : platform.parts()) {
            var usage = OURS.contains(part.name()) ? usage(part, now) : null;
            if (usage != null) {
                usages.add(usage);
            }
        }
        return usages;
    }

    private static @Nullable Usage usage(PartStatus part, Instant now) throws IOException {
        var process = Path.of("/proc", Long.toString(part.pid()));
        if (part.pid() == 0 || !Files.exists(process)) {
            return null;
        }
        var status = Files.readAllLines(process.resolve("status"));
        try (var files = Files.list(process.resolve("fd"))) {
            return new Usage(
                    part.name() + " " + part.pid(),
                    now,
                    number(status, "VmRSS:"),
                    (int) number(status, "Threads:"),
                    (int) files.count());
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /// Whether the last look saw nothing that waits for longer than this.
    synchronized boolean level(Duration most) {
        return !lags.isEmpty() && lags.getLast().behind().compareTo(most) <= 0;
    }

    synchronized List<Shown> watched() {
        return List.copyOf(watched);
    }

    synchronized Measured measured() {
        return new Measured(lags, usages);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (clock.awaitTermination(10, TimeUnit.SECONDS)) {
                topic.close();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
