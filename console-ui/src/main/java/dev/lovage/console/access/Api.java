package dev.lovage.console.access;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.LovageClient;

import io.micronaut.context.annotation.Value;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.net.URI;

/// The way to the api, for people who are not signed in yet.
@Singleton
public final class Api {
    private final URI base;
    private final LovageClient anyone;

    Api(@Value("${lovage.api.url}") URI base) {
        this.base = base;
        this.anyone = LovageClient.at(base, () -> null);
    }

    /// Where the api is expected.
    public URI base() {
        return base;
    }

    /// Opens a session at the api. Fails as the client does.
    Account signIn(String name, String password) {
        var session = anyone.signIn(SignIn.with(name, password));
        return Account.open(base, session, token -> anyone.signIn(SignIn.again(token)));
    }

    @PreDestroy
    void close() {
        anyone.close();
    }
}
