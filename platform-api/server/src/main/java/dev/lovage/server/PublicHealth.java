package dev.lovage.server;

import dev.lovage.server.access.Allowed;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

import java.util.Map;

/// Whether the process lives and is prepared, on the public port: the answer without any detail.
@Hidden
@Controller("/health")
final class PublicHealth {
    private final Preparation preparation;

    PublicHealth(Preparation preparation) {
        this.preparation = preparation;
    }

    @Get("/liveness")
    @Allowed(to = Allowed.To.ANYONE)
    HttpResponse<Map<String, String>> liveness() {
        return HttpResponse.ok(Map.of("status", "UP"));
    }

    @Get("/readiness")
    @Allowed(to = Allowed.To.ANYONE)
    HttpResponse<Map<String, String>> readiness() {
        return preparation.complete()
                ? HttpResponse.ok(Map.of("status", "UP"))
                : HttpResponse.<Map<String, String>>status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(Map.of("status", "DOWN"));
    }
}
