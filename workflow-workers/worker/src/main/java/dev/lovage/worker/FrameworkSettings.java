package dev.lovage.worker;

import io.micronaut.context.env.PropertySource;

import java.util.Map;

/// What Micronaut is told: one port, and on it nothing but health and metrics.
///
/// Not a file, so that a worker of one's own may have an `application.yml` of its own.
final class FrameworkSettings {
    private static final int BEHIND_ALL_OTHERS = -1_000;

    private FrameworkSettings() {}

    static PropertySource source() {
        return PropertySource.of(
                "lovage-worker",
                Map.ofEntries(
                        Map.entry("micronaut.application.name", "lovage-worker"),
                        Map.entry("micronaut.server.port", "${lovage.management.port:9082}"),
                        Map.entry("micronaut.server.host", "${lovage.management.host:0.0.0.0}"),
                        Map.entry("micronaut.metrics.enabled", true),
                        Map.entry("micronaut.metrics.export.prometheus.enabled", true),
                        Map.entry("micronaut.metrics.export.prometheus.step", "PT1M"),
                        Map.entry("endpoints.all.enabled", false),
                        Map.entry("endpoints.health.enabled", true),
                        Map.entry("endpoints.health.sensitive", false),
                        Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
                        Map.entry("endpoints.health.disk-space.enabled", false),
                        Map.entry("endpoints.health.deadlocked-threads.enabled", false),
                        Map.entry("endpoints.health.service.enabled", false),
                        Map.entry("endpoints.health.discovery-client.enabled", false),
                        Map.entry("endpoints.prometheus.enabled", true),
                        Map.entry("endpoints.prometheus.sensitive", false)),
                BEHIND_ALL_OTHERS);
    }
}
