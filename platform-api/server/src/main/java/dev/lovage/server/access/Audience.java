package dev.lovage.server.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.web.router.RouteInfo;

import jakarta.inject.Singleton;

import java.util.Optional;

/// Whom each route serves: ours say it themselves, the framework's own are listed here.
@Singleton
final class Audience {
    private final boolean metricsAreOpen;

    Audience(@Value("${lovage.management.open:false}") boolean metricsAreOpen) {
        this.metricsAreOpen = metricsAreOpen;
    }

    /// Nothing for a route that serves nobody.
    Optional<Allowed.To> of(RouteInfo<?> route) {
        if (!route.getAnnotationMetadata().hasAnnotation(Allowed.class)) {
            return framework(route);
        }
        var to = route.getAnnotationMetadata().enumValue(Allowed.class, "to", Allowed.To.class);
        return to.or(() -> Optional.of(Allowed.To.PERMITTED));
    }

    /// Whether the console's feed credential opens it.
    static boolean isFeed(RouteInfo<?> route) {
        return route.getAnnotationMetadata().booleanValue(Allowed.class, "feed").orElse(false);
    }

    private Optional<Allowed.To> framework(RouteInfo<?> route) {
        return switch (route.getDeclaringType().getSimpleName()) {
            case "HealthEndpoint" -> Optional.of(Allowed.To.ANYONE);
            case "PrometheusEndpoint" ->
                    Optional.of(metricsAreOpen ? Allowed.To.ANYONE : Allowed.To.SIGNED_IN);
            default -> Optional.empty();
        };
    }
}
