package dev.lovage.worker;

import dev.lovage.engine.task.AttemptListener;
import dev.lovage.events.AttemptEvent.Outcome;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.inject.Singleton;

import java.util.Locale;

/// Counts attempts as `lovage_task_attempts_total{task,outcome}`.
@Singleton
final class AttemptMetrics implements AttemptListener {
    private final MeterRegistry registry;

    AttemptMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(String task, Outcome outcome) {
        count(task, outcome.name().toLowerCase(Locale.ROOT));
    }

    /// A name that nobody here serves comes from outside and is no label.
    @Override
    public void refused(String task) {
        count("", "no_handler");
    }

    private void count(String task, String outcome) {
        registry.counter("lovage.task.attempts", "task", task, "outcome", outcome).increment();
    }
}
