package dev.lovage.worker;

import dev.lovage.engine.task.AttemptListener;

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

    /// A name that nobody here serves comes from outside and is no label.
    @Override
    public void ended(String task, Outcome outcome) {
        registry.counter(
                        "lovage.task.attempts",
                        "task",
                        outcome == Outcome.NO_HANDLER ? "" : task,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
