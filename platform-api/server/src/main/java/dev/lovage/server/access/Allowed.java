package dev.lovage.server.access;

import dev.lovage.client.Problem;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares whom a route serves. A route without it serves nobody.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ApiResponse(
        responseCode = "4XX",
        description = "What was wrong, and the way out",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = Problem.class)))
@SecurityRequirement(name = "token")
public @interface Allowed {
    To to() default To.PERMITTED;

    /// What the service behind the route asks the [Authorizer] for, when it serves the
    /// [To#PERMITTED].
    Permission[] with() default {};

    /// Whether it serves the holder of `lovage.feed.token`, too.
    boolean feed() default false;

    /// How much a caller must be known.
    enum To {
        /// Everyone, without a credential. A short list that a test holds.
        ANYONE,
        /// Whoever has a valid credential.
        SIGNED_IN,
        /// Whoever has a valid credential and the permission.
        PERMITTED
    }
}
