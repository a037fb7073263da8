package dev.lovage.server.access;

import dev.lovage.client.ServiceToken;
import dev.lovage.server.Bodies;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import java.util.List;

/// `/tokens`: the credentials of services.
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {
    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Tokens by name, without their secrets; at most a thousand.
    @Get
    @Allowed(with = Permission.ACCESS_WRITE)
    List<ServiceToken> list(Principal principal) {
        return tokens.list(principal);
    }

    /// A new token. Its secret is in this answer and never again.
    @Post
    @RequestBody(content = @Content(schema = @Schema(implementation = ServiceToken.Create.class)))
    @Allowed(with = Permission.ACCESS_WRITE)
    @Status(HttpStatus.CREATED)
    ServiceToken.Created create(Principal principal, @Body byte[] body) {
        return tokens.create(principal, Bodies.read(body, ServiceToken.Create.class));
    }

    /// Takes a token back; within a minute it is refused everywhere.
    @Delete("/{id}")
    @Allowed(with = Permission.ACCESS_WRITE)
    @Status(HttpStatus.NO_CONTENT)
    void revoke(Principal principal, String id) {
        tokens.revoke(principal, id);
    }
}
