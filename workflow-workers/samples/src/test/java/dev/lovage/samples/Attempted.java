package dev.lovage.samples;

import dev.lovage.sdk.TaskContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Optional;

/// An attempt of a step of a run.
record Attempted(String run, String path) implements TaskContext {
    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String tenant() {
        return "default";
    }

    @Override
    public String idempotencyKey() {
        return run + ":" + path;
    }

    @Override
    public void progress(long done, long total, String message) {}

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(Attempted.class);
    }
}
