package dev.lovage.server;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/// Starts the api process.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Lovage",
                        version = "1",
                        description =
                                "Durable workflows you can see. Durations are ISO-8601, times RFC 3339 in UTC, ids"
                                        + " opaque. Every error is application/problem+json."))
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "Of a session (`POST /api/v1/sessions`), or of a service.")
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Application.class).banner(false).start();
    }
}
