package dev.lovage.server.access;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;

import jakarta.inject.Singleton;

import java.util.Optional;
import java.util.function.Function;

/// Stands before every route: lets through whom the resolved route serves, never looking at the
/// text of the path. A request that found no route is no exception.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Gate implements Ordered {
    private static final String ATTRIBUTE = "lovage.caller";
    private static final String SCHEME = "Bearer ";

    private final Credentials credentials;
    private final Audience audience;

    Gate(Credentials credentials, Audience audience) {
        this.credentials = credentials;
        this.audience = audience;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void pass(HttpRequest<?> request) {
        var route = RouteAttributes.getRouteInfo(request);
        var served = route.flatMap(audience::of);
        if (served.isPresent() && served.get() == Allowed.To.ANYONE) {
            return;
        }
        var bearer = bearer(request);
        var principal = credentials.principal(bearer);
        if (route.isPresent() && served.isEmpty()) {
            throw ApiException.of(Code.FORBIDDEN, "Nobody is served here.");
        }
        if (principal.kind() == Principal.Kind.FEED
                && !route.filter(Audience::isFeed).isPresent()) {
            throw ApiException.of(Code.FORBIDDEN, "This token opens GET /api/v1/events only.");
        }
        request.setAttribute(ATTRIBUTE, new Caller(principal, () -> credentials.principal(bearer)));
    }

    private static String bearer(HttpRequest<?> request) {
        var header = request.getHeaders().get("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiException.of(
                    Code.UNAUTHENTICATED,
                    "Send `Authorization: Bearer` with a token from POST /api/v1/sessions.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    private static <T> Optional<T> of(HttpRequest<?> request, Function<Caller, T> part) {
        return Optional.of(request.getAttribute(ATTRIBUTE, Caller.class).map(part).orElseThrow());
    }

    /// Hands the principal to the methods of controllers.
    @Singleton
    static final class Binder implements TypedRequestArgumentBinder<Principal> {
        @Override
        public Argument<Principal> argumentType() {
            return Argument.of(Principal.class);
        }

        @Override
        public BindingResult<Principal> bind(
                ArgumentConversionContext<Principal> context, HttpRequest<?> source) {
            return () -> of(source, Caller::principal);
        }
    }

    /// Hands the caller to the methods of controllers whose answers go on.
    @Singleton
    static final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
        @Override
        public Argument<Caller> argumentType() {
            return Argument.of(Caller.class);
        }

        @Override
        public BindingResult<Caller> bind(
                ArgumentConversionContext<Caller> context, HttpRequest<?> source) {
            return () -> of(source, Function.identity());
        }
    }
}
