package dev.lovage.server;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

import java.util.UUID;
import java.util.regex.Pattern;

/// Gives every request an id, the caller's own where it sent a decent one, and says it in every
/// answer, so that a person can name it when asking for help.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestIds implements Ordered {
    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "lovage.request-id";
    private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// The id of this request.
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> given(request));
    }

    private static String given(HttpRequest<?> request) {
        var id =
                request.getHeaders()
                        .findFirst(HEADER)
                        .filter(text -> DECENT.matcher(text).matches())
                        .orElseGet(() -> UUID.randomUUID().toString());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    @RequestFilter
    void number(HttpRequest<?> request) {
        given(request);
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders()
                .set(HEADER, of(request))
                .set("X-Content-Type-Options", "nosniff")
                .setIfMissing(
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .setIfMissing("Cache-Control", "no-store");
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.before();
    }
}
