package dev.lovage.server.access;

import dev.lovage.client.ServiceToken;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Database;
import dev.lovage.server.access.AccountStore.Proof;
import dev.lovage.server.access.Permission.Role;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Gives out the tokens of services, and takes them back.
@Singleton
final class Tokens {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST = 1_000;

    private final AccountStore accounts;
    private final Credentials credentials;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Database database;
    private final Clock clock;

    Tokens(
            AccountStore accounts,
            Credentials credentials,
            Authorizer authorizer,
            Audit audit,
            Database database,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.authorizer = authorizer;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// All of the tenant that were not revoked, by name.
    List<ServiceToken> list(Principal principal) {
        check(principal, "*");
        return accounts.tokens(principal.tenant()).stream().map(Tokens::answer).toList();
    }

    ServiceToken.Created create(Principal principal, ServiceToken.Create wanted) {
        check(principal, "*");
        var name = name(wanted.name());
        var roles = roles(principal, wanted.roles());
        var until = clock.instant().plus(life(wanted.expires()));
        if (accounts.tokens(principal.tenant()).size() >= MOST) {
            throw ApiException.of(
                    Code.INVALID, "There are " + MOST + " tokens already; revoke some.");
        }
        var secret = Token.fresh(Token.Kind.SERVICE);
        var proof = Proof.of(secret, until);
        var token =
                new AccountStore.ServiceToken(principal.tenant(), secret.id(), name, roles, proof);
        database.transaction(tx -> {
            accounts.add(tx, token, principal.name());
            audit.done(tx, principal, "token:create", resource(secret.id()));
            return token;
        });
        return new ServiceToken.Created(answer(token), secret.text());
    }

    /// From now on refused here, and on the other nodes within seconds.
    void revoke(Principal principal, String id) {
        check(principal, id);
        database.transaction(tx -> {
            if (!accounts.revoke(tx, principal.tenant(), id)) {
                throw ApiException.of(Code.NOT_FOUND, "There is no token with this id.");
            }
            audit.done(tx, principal, "token:revoke", resource(id));
            return id;
        });
        credentials.forget(id);
    }

    private void check(Principal principal, String id) {
        authorizer.check(principal, Permission.ACCESS_WRITE, resource(id));
    }

    private static String resource(String id) {
        return "token/" + id;
    }

    private static String name(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw ApiException.at(
                    Code.INVALID,
                    "/name",
                    "A name has 1 to 100 letters, digits, blanks and `._-`, a letter or digit"
                            + " first.");
        }
        return name;
    }

    private static Set<Role> roles(Principal principal, @Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            throw ApiException.at(Code.INVALID, "/roles", "It needs a role: " + known() + ".");
        }
        var roles = names.stream().map(Tokens::role).collect(Collectors.toUnmodifiableSet());
        excess(principal, roles)
                .ifPresent(role -> {
                    throw ApiException.at(
                            Code.FORBIDDEN,
                            "/roles",
                            "Nobody gives away more than they have: " + role.wire() + ".");
                });
        return roles;
    }

    /// A role that allows more than its giver may do.
    static Optional<Role> excess(Principal giver, Set<Role> roles) {
        return roles.stream()
                .filter(role -> !giver.permissions().containsAll(role.permissions()))
                .findFirst();
    }

    private static Role role(String name) {
        return Role.of(name)
                .orElseThrow(() ->
                        ApiException.at(
                                Code.INVALID, "/roles", "A role is one of " + known() + "."));
    }

    private static String known() {
        return List.of(Role.values()).stream().map(Role::wire).collect(Collectors.joining(", "));
    }

    private static Duration life(@Nullable String expires) {
        if (expires == null) {
            return USUAL;
        }
        try {
            var life = Duration.parse(expires);
            if (life.isPositive() && life.compareTo(LONGEST) <= 0) {
                return life;
            }
        } catch (DateTimeException _) {
            // said below, with the other reason
        }
        throw ApiException.at(
                Code.INVALID, "/expires", "A token lives up to 365 days: `P30D`, `PT12H`.");
    }

    private static ServiceToken answer(AccountStore.ServiceToken token) {
        return new ServiceToken(
                token.id(),
                token.name(),
                token.roles().stream().map(Role::wire).sorted().toList(),
                token.proof().until());
    }
}
