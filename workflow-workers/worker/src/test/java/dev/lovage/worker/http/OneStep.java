package dev.lovage.worker.http;

import dev.lovage.sdk.TaskContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The only attempt of one step.
///
/// @param told what it said of its progress
public record OneStep(List<String> told) implements TaskContext {
    public OneStep() {
        this(new CopyOnWriteArrayList<>());
    }

    @Override
    public String run() {
        return "test~1";
    }

    @Override
    public String path() {
        return "do.0";
    }

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
        return "test~1:do.0";
    }

    @Override
    public void progress(long done, long total, String message) {
        told.add(message);
    }

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
        return LoggerFactory.getLogger(OneStep.class);
    }
}
