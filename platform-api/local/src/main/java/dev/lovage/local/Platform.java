package dev.lovage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One platform in one data folder: what `lovage up` runs, from the first part to the last.
public final class Platform implements AutoCloseable {
    /// With this process itself, a stop takes less than ten seconds.
    private static final Duration STOP = Duration.ofSeconds(9);

    private final Plan plan;
    private final DataLock lock;
    private final Supervisor supervisor;
    private final Stack stack;
    private volatile boolean ready;

    private Platform(Plan plan, DataLock lock, Output output)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.lock = lock;
        Secrets secrets = Secrets.of(plan.data());
        this.stack = Parts.stack(plan, secrets);
        List<Part> parts = Parts.of(plan, secrets, output);
        plan.ports().requireFree(parts.stream().map(Part::name).collect(Collectors.toSet()));
        stack.write(plan.data());
        this.supervisor =
                new Supervisor(parts, plan.data().resolve("logs"), STOP, output, this::remember);
    }

    /// Takes the data folder for this process and makes everything ready to [#start].
    ///
    /// @throws LocalException when another platform runs there, a port is taken, something is not
    ///   built
    public static Platform prepare(Plan plan, Output output)
            throws IOException, InterruptedException {
        DataLock lock = DataLock.take(plan.data());
        try {
            return new Platform(plan, lock, output);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Gets the servers that a build does not bring into `cache`, which may take minutes.
    public static void fetch(Path cache, Output output) throws IOException, InterruptedException {
        TemporalBinaries.find(cache, output);
    }

    /// Where a start would get Temporal's server from; empty: from nowhere.
    public static Optional<String> temporalFrom(Path cache) {
        return TemporalBinaries.source(cache);
    }

    /// Returns when every part serves.
    public Stack start() {
        supervisor.start();
        return stack;
    }

    /// Lets those who wait for this platform know that they may use it.
    public void announce() {
        ready = true;
        remember(supervisor.status());
    }

    private synchronized void remember(List<PartStatus> parts) {
        new PlatformState(ProcessHandle.current().pid(), ready, parts).write(plan.data());
    }

    /// Stops every part, in reverse order, within ten seconds.
    @Override
    public void close() throws IOException {
        supervisor.close();
        lock.close();
    }
}
