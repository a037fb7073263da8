package dev.lovage.server.projection;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Counts runs as the read model learns of them: `lovage_runs_started_total{workflow}`,
/// `lovage_run_duration_seconds{workflow,status}`, `lovage_schedule_lag_seconds{workflow}`.
///
/// Each run is counted once, by the api that read of it.
@Singleton
final class RunMetrics implements Consumer<News> {
    /// What Temporal puts behind the id of a run that a schedule started: when it was due.
    private static final Pattern DUE =
            Pattern.compile("-(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z)$");

    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(News news) {
        news.began().forEach(this::began);
        news.ended().forEach(this::ended);
    }

    private void began(News.Began run) {
        registry.counter("lovage.runs.started", "workflow", run.definition()).increment();
        due(run.run())
                .ifPresent(due ->
                        registry.timer("lovage.schedule.lag", "workflow", run.definition())
                                .record(positive(Duration.between(due, run.at()))));
    }

    private void ended(News.Ended run) {
        registry.timer(
                        "lovage.run.duration",
                        "workflow",
                        run.definition(),
                        "status",
                        run.status().name().toLowerCase(Locale.ROOT))
                .record(positive(run.took()));
    }

    /// Clocks of two machines may differ.
    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    static Optional<Instant> due(String run) {
        var match = DUE.matcher(run);
        return match.find() ? Optional.of(Instant.parse(match.group(1))) : Optional.empty();
    }
}
