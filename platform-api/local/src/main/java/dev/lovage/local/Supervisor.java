package dev.lovage.local;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Runs parts: starts each when those it needs serve, keeps them alive, stops them in reverse.
final class Supervisor implements AutoCloseable {
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    private final Spawner spawner = new Spawner();
    private final Duration patience;
    private final Output output;
    private final Consumer<List<PartStatus>> listener;

    /// @param parts in an order in which each comes after those it needs
    /// @param patience how long all of them together may take to end
    /// @param listener told of every change, from any thread
    Supervisor(
            List<Part> parts,
            Path logs,
            Duration patience,
            Output output,
            Consumer<List<PartStatus>> listener) {
        this.patience = patience;
        this.output = output;
        this.listener = listener;
        PrivateFiles.folder(logs);
        for (Part part : parts) {
            if (!watches.keySet().containsAll(part.needs())) {
                throw new IllegalArgumentException(part.name() + " comes before what it needs");
            }
            PartLog log = new PartLog(part.name(), logs, output);
            watches.put(part.name(), new Watch(part, spawner, log, output, this::tell));
        }
    }

    /// Returns when all parts serve.
    ///
    /// @throws LocalException when one of them does not start; what did start goes on until
    ///   [#close]
    void start() {
        for (Watch watch : watches.values()) {
            List<CompletableFuture<Void>> needs =
                    watch.part().needs().stream().map(n -> watch(n).served()).toList();
            var _ =
                    allOf(needs)
                            .whenComplete(
                                    (_, failure) -> begin(watch, Optional.ofNullable(failure)));
        }
        await();
    }

    private static void begin(Watch watch, Optional<Throwable> failure) {
        if (failure.isPresent()) {
            watch.served().completeExceptionally(failure.get());
        } else {
            Thread.ofVirtual().name(watch.part().name()).start(watch::live);
        }
    }

    private void await() {
        try {
            allOf(watches.values().stream().map(Watch::served).toList()).join();
        } catch (CompletionException e) {
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof LocalException local
                    ? local
                    : new LocalException("The platform does not start: " + cause, e);
        }
    }

    /// Done when all are, failed as soon as one is.
    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> futures) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
        for (CompletableFuture<Void> future : futures) {
            var _ = future.exceptionally(failure -> fail(all, failure));
        }
        return all;
    }

    private static @Nullable Void fail(CompletableFuture<Void> all, Throwable failure) {
        all.completeExceptionally(failure);
        return null;
    }

    List<PartStatus> status() {
        return watches.values().stream().map(Watch::status).toList();
    }

    private void tell() {
        listener.accept(status());
    }

    /// Stops first what nothing else needs, within its patience.
    @Override
    public void close() {
        output.hush();
        Instant end = Instant.now().plus(patience);
        Collection<List<Watch>> levels = levels().values();
        int left = levels.size();
        try {
            for (List<Watch> level : levels) {
                level.forEach(Watch::stop);
                Instant now = Instant.now();
                Instant due = now.plus(Duration.between(now, end).dividedBy(left));
                for (Watch watch : level) {
                    watch.awaitEnd(Duration.between(Instant.now(), due));
                }
                left--;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            spawner.close();
        }
    }

    private SortedMap<Integer, List<Watch>> levels() {
        SortedMap<Integer, List<Watch>> levels = new TreeMap<>(Comparator.reverseOrder());
        for (Watch watch : watches.values()) {
            levels.computeIfAbsent(depth(watch), _ -> new ArrayList<>()).add(watch);
        }
        return levels;
    }

    private int depth(Watch watch) {
        return 1 + watch.part().needs().stream().mapToInt(n -> depth(watch(n))).max().orElse(0);
    }

    private Watch watch(String name) {
        Watch watch = watches.get(name);
        if (watch == null) {
            throw new IllegalArgumentException("No such part: " + name);
        }
        return watch;
    }
}
