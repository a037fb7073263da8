package dev.lovage.chaos;

import static org.awaitility.Awaitility.await;

import dev.lovage.chaos.check.Driven;
import dev.lovage.chaos.check.Driven.Episode;
import dev.lovage.chaos.check.Violation;
import dev.lovage.chaos.check.World;
import dev.lovage.chaos.drive.Driver;
import dev.lovage.chaos.drive.Journal;
import dev.lovage.chaos.drive.Schedules;
import dev.lovage.chaos.drive.Shape;
import dev.lovage.chaos.drive.Sink;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A platform that is driven and disturbed, and all that is seen of it meanwhile.
final class Trial implements AutoCloseable {
    private static final Duration STUCK = Duration.ofSeconds(120);
    private static final Duration LEVEL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Path folder;
    private final Sink sink;
    private final Faulted platform;
    private final Journal journal;
    private final Driver driver;
    private final Watch watch;
    private final TemporalRuns temporal;
    private final Schedules schedules;
    private final Duration soon;
    private final Set<Fault> struck = ConcurrentHashMap.newKeySet();
    private final List<String> failed = new ArrayList<>();
    private final List<String> impossible = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();

    /// Starts the driver.
    Trial(OnePlatform.Shared shared, Wanted wanted) throws IOException {
        var seed = wanted.seed();
        soon = wanted.soon();
        folder = shared.folder();
        sink = shared.sink();
        platform = shared.platform();
        Driver.prepare(platform.client());
        schedules = new Schedules(seed);
        schedules.begin(platform.client());
        journal = new Journal(folder.resolve("operations.log"));
        temporal = new TemporalRuns(platform.stack());
        var api = URI.create(platform.stack().api());
        driver = new Driver(api, platform.token(), journal, sink.address(), seed);
        awaitProbe();
        watch = new Watch(platform);
        driver.start(wanted.rate());
    }

    /// Lets it run for so long.
    void steady(Duration time) {
        var end = Instant.now().plus(time);
        await().atMost(time.plus(STUCK)).until(() -> !Instant.now().isBefore(end));
    }

    /// Disturbs it by all of these at once, and returns when all is right again.
    void strike(List<Fault> faults) throws InterruptedException {
        var words = faults.stream().map(Fault::word).collect(Collectors.joining(" + "));
        journal.write("fault " + words);
        var begun = Instant.now();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var strokes = new EnumMap<Fault, Future<?>>(Fault.class);
            faults.forEach(fault -> strokes.put(fault, hands.submit(() -> run(fault))));
            for (var stroke : strokes.entrySet()) {
                awaitEnd(stroke.getKey(), stroke.getValue());
            }
        }
        var healed = Instant.now();
        journal.write("healed " + words);
        episodes.add(new Episode(words, begun, healed, converged()));
    }

    private @Nullable Void run(Fault fault) throws Exception {
        fault.stroke.strike(platform);
        struck.add(fault);
        return null;
    }

    private void awaitEnd(Fault fault, Future<?> stroke) throws InterruptedException {
        try {
            stroke.get();
        } catch (ExecutionException e) {
            var why = String.valueOf(e.getCause().getMessage());
            (e.getCause() instanceof Impossible ? impossible : failed)
                    .add(fault.word() + " (" + why.lines().findFirst().orElse("") + ")");
        }
    }

    /// Faults that could not be brought about, and why.
    List<String> failed() {
        return List.copyOf(failed);
    }

    /// Faults that never were, some with the reason.
    List<String> notStruck() {
        var never =
                Stream.of(Fault.values()).filter(fault -> !struck.contains(fault)).map(Fault::word);
        return Stream.concat(never, impossible.stream()).toList();
    }

    private @Nullable Instant converged() {
        try {
            awaitProbe();
            await().atMost(STUCK).pollInterval(LOOK).until(() -> watch.level(LEVEL));
            var rows = new ReadModel(platform.stack().postgres());
            await().atMost(STUCK)
                    .pollInterval(LOOK)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> rows.ended(platform.over()));
            return Instant.now();
        } catch (ConditionTimeoutException e) {
            Diagnosis.write(folder.resolve("stuck.txt"), platform, temporal);
            return null;
        }
    }

    /// A run that is started now ends, and is shown so.
    private void awaitProbe() {
        await().atMost(STUCK)
                .pollInterval(LOOK)
                .ignoreExceptionsMatching(Outage::is)
                .until(() -> {
                    var client = platform.client();
                    var start = Run.Start.with(Map.of("sink", sink.address(), "op", probe()));
                    var run = client.start(Shape.SEQUENCE.workflow(), start, probe()).id();
                    var seen = client.run(run);
                    return seen.state() == RunState.SUCCEEDED
                            && seen.seen().source().equals("projection");
                });
    }

    private String probe() {
        return "probe-" + episodes.size();
    }

    /// Stops the driver, waits until everything has ended, and tells all that was seen.
    World finish() throws InterruptedException, SQLException {
        driver.stop();
        var ended = Instant.now();
        schedules.delete(platform.client());
        awaitQuiet();
        watch.close();
        try (var topic = new Topic(platform.stack())) {
            var rows = new ReadModel(platform.stack().postgres());
            return new World(
                    new Driven(
                            journal.operations(),
                            episodes,
                            driver.stalls(),
                            schedules.until(ended),
                            platform.deleted(),
                            soon,
                            ended),
                    temporal.all(),
                    topic.read(),
                    rows.rows(),
                    watch.watched(),
                    sink.effects(),
                    new World.Trail(rows.audit(), chain()),
                    watch.measured());
        }
    }

    private Optional<String> chain() {
        var chain = platform.client().audit().chain();
        return Optional.ofNullable(chain.broken())
                .map(row -> "row %d: %s".formatted(row.seq(), row.what()));
    }

    /// Nothing is open any more, neither in Temporal nor here; or nothing has moved for two
    /// minutes.
    private void awaitQuiet() throws SQLException {
        var rows = new ReadModel(platform.stack().postgres());
        var moved = Instant.now();
        long before = Long.MAX_VALUE;
        long open = open(rows);
        while (open > 0 && Instant.now().isBefore(moved.plus(STUCK))) {
            if (open < before) {
                moved = Instant.now();
                before = open;
            }
            steady(LOOK);
            open = open(rows);
        }
        if (open > 0) {
            Diagnosis.write(folder.resolve("stuck.txt"), platform, temporal);
        }
    }

    private long open(ReadModel rows) throws SQLException {
        return temporal.open()
                + rows.rows().stream().filter(row -> !row.state().ended()).count()
                + rows.openChanges();
    }

    /// What there is to look at afterwards.
    void write(List<Violation> violations) throws IOException {
        Files.write(
                folder.resolve("violations.txt"),
                violations.stream().map(Violation::toString).toList());
    }

    @Override
    public void close() throws IOException {
        driver.close();
        watch.close();
        temporal.close();
        journal.close();
    }
}
