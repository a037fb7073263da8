package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

class RunMetricsTest {
    private static final Instant DUE = Instant.parse("2026-11-20T10:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(registry);

    private static News began(String run) {
        return new News(List.of(new News.Began(run, "census", DUE.plusSeconds(2))), List.of());
    }

    @Test
    void countsStartsByWorkflow() {
        metrics.accept(began("census~1"));
        metrics.accept(began("census~2"));

        assertThat(registry.get("lovage.runs.started").tag("workflow", "census").counter().count())
                .isEqualTo(2);
        assertThat(registry.find("lovage.schedule.lag").timer()).isNull();
    }

    @Test
    void tellsHowLateAScheduledRunBegan() {
        metrics.accept(began("census~nightly-2026-11-20T10:00:00Z"));

        assertThat(registry.get("lovage.schedule.lag").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2000);
    }

    @Test
    void takesTheTimeOfRunsByHowTheyEnded() {
        var ended = new News.Ended("census", RunState.TIMED_OUT, Duration.ofSeconds(3));

        metrics.accept(new News(List.of(), List.of(ended)));

        assertThat(
                        registry.get("lovage.run.duration")
                                .tags("workflow", "census", "status", "timed_out")
                                .timer()
                                .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
    }
}
