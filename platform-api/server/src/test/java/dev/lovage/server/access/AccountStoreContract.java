package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Database;
import dev.lovage.server.access.AccountStore.Account;
import dev.lovage.server.access.AccountStore.Proof;
import dev.lovage.server.access.AccountStore.ServiceToken;
import dev.lovage.server.access.AccountStore.Session;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// What the fake promises too.
interface AccountStoreContract {
    Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    AccountStore store();

    Database database();

    private static Account account(String tenant) {
        return new Account(tenant, "ann", "$phc", Set.of(Role.EDITOR));
    }

    private static Session session(Account account) {
        var access = Token.fresh(Token.Kind.ACCESS);
        var refresh = Token.fresh(Token.Kind.REFRESH, access.id());
        return new Session(account, access.id(), Proof.of(access, LATER), Proof.of(refresh, LATER));
    }

    private static String tenant() {
        return "t" + UUID.randomUUID();
    }

    @Test
    default void addsTheFirstAccountOfATenantOnly() {
        var tenant = tenant();

        assertThat(store().addFirst(account(tenant))).isTrue();
        assertThat(store().addFirst(account(tenant))).isFalse();
        assertThat(store().account(tenant, "ann")).contains(account(tenant));
        assertThat(store().account(tenant, "bob")).isEmpty();
        assertThat(store().account(tenant(), "ann")).isEmpty();
    }

    @Test
    default void keepsASessionUntilItEnds() {
        var account = account(tenant());
        store().addFirst(account);
        var session = session(account);
        store().open(session);

        assertThat(store().session(session.id())).contains(session);
        store().end(account.tenant(), session.id());
        assertThat(store().session(session.id())).isEmpty();
    }

    @Test
    default void renewsASessionOnceForEachRefreshToken() {
        var account = account(tenant());
        store().addFirst(account);
        var first = session(account);
        store().open(first);
        var fresh = session(account);
        var next = new Session(account, first.id(), fresh.access(), fresh.refresh());

        assertThat(store().renew(first, next)).isTrue();
        assertThat(store().renew(first, next)).isFalse();
        assertThat(store().session(first.id())).contains(next);
    }

    @Test
    default void keepsATokenUntilItIsRevokedByItsTenant() {
        var tenant = tenant();
        var secret = Token.fresh(Token.Kind.SERVICE);
        var token =
                new ServiceToken(
                        tenant, secret.id(), "ci", Set.of(Role.VIEWER), Proof.of(secret, LATER));
        database()
                .transaction(tx -> {
                    store().add(tx, token, "ann");
                    return token;
                });

        assertThat(store().token(secret.id())).contains(token);
        assertThat(store().tokens(tenant)).containsExactly(token);
        assertThat(revoke(tenant(), secret.id())).isFalse();
        assertThat(revoke(tenant, secret.id())).isTrue();
        assertThat(store().token(secret.id())).isEmpty();
        assertThat(revoke(tenant, secret.id())).isFalse();
    }

    private boolean revoke(String tenant, String id) {
        return database().transaction(tx -> store().revoke(tx, tenant, id));
    }
}
