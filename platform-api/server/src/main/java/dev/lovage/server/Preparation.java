package dev.lovage.server;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// Waits for everything the api needs, each on a thread of its own, for as long as it takes: the
/// process is up and not ready, instead of restarting for ever.
@Context
public final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, CompletableFuture<Void>> met = new TreeMap<>();
    private final List<Thread> threads;

    Preparation(List<Requirement> requirements) {
        requirements.forEach(r -> met.put(r.dependency(), new CompletableFuture<>()));
        threads =
                requirements.stream()
                        .map(r -> Thread.ofVirtual().name(r.dependency()).start(() -> meet(r)))
                        .toList();
    }

    /// Completes when what this dependency must hold is there.
    public CompletableFuture<Void> when(String dependency) {
        return of(dependency).copy();
    }

    /// Whether nothing is missing.
    boolean complete() {
        return met.values().stream().allMatch(CompletableFuture::isDone);
    }

    boolean met(String dependency) {
        return of(dependency).isDone();
    }

    private CompletableFuture<Void> of(String dependency) {
        var future = met.get(dependency);
        if (future == null) {
            throw new IllegalArgumentException("Nothing is required of " + dependency);
        }
        return future;
    }

    private void meet(Requirement requirement) {
        var said = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                requirement.meet();
                LOG.info("{} is ready", requirement.dependency());
                of(requirement.dependency()).complete(null);
                return;
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                said = complain(requirement, e, said);
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private static String complain(Requirement requirement, Exception e, String said) {
        var cause = e.toString().lines().findFirst().orElse("");
        if (!cause.equals(said)) {
            LOG.warn("waiting for {}: {}", requirement.dependency(), cause);
        }
        return cause;
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @PreDestroy
    void close() {
        threads.forEach(Thread::interrupt);
    }
}
