package dev.lovage.server;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/// Tells, by name, which dependencies have what we need and which answer right now.
///
/// Ready means prepared: an api whose Temporal is down for a while stays in service, because it
/// still answers, with 503 where it must.
@Readiness
@Singleton
final class DependencyHealth implements HealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Preparation preparation;
    private final List<Requirement> requirements;
    private final ExecutorService threads;

    DependencyHealth(
            Preparation preparation,
            List<Requirement> requirements,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.preparation = preparation;
        this.requirements = List.copyOf(requirements);
        this.threads = threads;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Flux.merge(requirements.stream().map(this::result).toList());
    }

    private Mono<HealthResult> result(Requirement requirement) {
        return Mono.fromCallable(() -> answers(requirement))
                .subscribeOn(Schedulers.fromExecutorService(threads))
                .timeout(PATIENCE, Mono.just(false))
                .map(answers -> result(requirement.dependency(), answers));
    }

    private static boolean answers(Requirement requirement) {
        try {
            requirement.probe();
            return true;
        } catch (Exception _) {
            return false;
        }
    }

    private HealthResult result(String dependency, boolean answers) {
        var prepared = preparation.met(dependency);
        return HealthResult.builder(dependency, prepared ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("prepared", prepared, "answers", answers))
                .build();
    }
}
