package dev.lovage.server.access;

import dev.lovage.server.Database;
import dev.lovage.server.access.AccountStore.Proof;
import dev.lovage.server.access.AccountStore.ServiceToken;
import dev.lovage.server.access.Permission.Role;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Set;

/// Hands tests the bearer tokens of whom they need.
@Singleton
public final class People {
    public static final String PASSWORD = "correct horse battery";

    private final AccountStore accounts;
    private final Database database;

    People(AccountStore accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
        accounts.addFirst(
                new AccountStore.Account(
                        "default", "admin", Passwords.hash(PASSWORD), Set.of(Role.ADMIN)));
    }

    /// A token that is good for an hour.
    public String token(String tenant, Role... roles) {
        var token = Token.fresh(Token.Kind.SERVICE);
        var proof = Proof.of(token, Instant.now().plusSeconds(3_600));
        var service = new ServiceToken(tenant, token.id(), "service", Set.of(roles), proof);
        database.transaction(transaction -> {
            accounts.add(transaction, service, "a test");
            return service;
        });
        return token.text();
    }
}
