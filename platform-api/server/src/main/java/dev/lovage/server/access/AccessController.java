package dev.lovage.server.access;

import dev.lovage.client.Access.Me;
import dev.lovage.client.Access.Session;
import dev.lovage.client.Access.SignIn;
import dev.lovage.server.Bodies;
import dev.lovage.server.access.Permission.Role;

import io.micronaut.http.HttpRequest;
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

import java.util.Locale;

/// Signing in and out, and who one is.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccessController {
    private final Sessions sessions;

    AccessController(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Opens a session: with name and password, or with the refresh token of one that ends.
    @Post("/sessions")
    @RequestBody(content = @Content(schema = @Schema(implementation = SignIn.class)))
    @Allowed(to = Allowed.To.ANYONE)
    @Status(HttpStatus.CREATED)
    Session signIn(HttpRequest<?> request, @Body byte[] body) {
        var from = request.getRemoteAddress().getAddress().getHostAddress();
        return sessions.signIn(Bodies.read(body, SignIn.class), from);
    }

    /// Ends the session that sent this.
    @Delete("/sessions")
    @Allowed(to = Allowed.To.SIGNED_IN)
    @Status(HttpStatus.NO_CONTENT)
    void signOut(Principal principal) {
        sessions.signOut(principal);
    }

    /// Whoever sent this.
    @Get("/me")
    @Allowed(to = Allowed.To.SIGNED_IN)
    Me me(Principal principal) {
        return new Me(
                principal.name(),
                principal.kind().name().toLowerCase(Locale.ROOT),
                principal.tenant(),
                principal.roles().stream().map(Role::wire).sorted().toList(),
                principal.permissions().stream().map(Permission::wire).toList());
    }
}
