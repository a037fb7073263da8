package dev.lovage.server.access;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.AccountStore.ServiceToken;
import dev.lovage.server.access.AccountStore.Session;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out whose bearer token it is. What was found is believed for a few seconds, so that a
/// revoked token is refused everywhere well within a minute, and not every request asks PostgreSQL.
@Singleton
final class Credentials {
    private static final Duration BELIEVED = Duration.ofSeconds(15);
    private static final int REMEMBERED = 10_000;

    private final AccountStore accounts;
    private final FeedToken feed;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Credentials(AccountStore accounts, FeedToken feed, Clock clock) {
        this.accounts = accounts;
        this.feed = feed;
        this.clock = clock;
    }

    /// Throws `UNAUTHENTICATED` for everything but a token that is good now.
    Principal principal(String bearer) {
        if (feed.is(bearer)) {
            return FeedToken.HOLDER;
        }
        var token = Token.parse(bearer).orElseThrow(Credentials::refused);
        var key = token.hash();
        var now = clock.instant();
        var remembered = known.get(key);
        if (remembered != null && now.isBefore(remembered.until)) {
            return remembered.principal;
        }
        var found = find(token, now).orElseThrow(Credentials::refused);
        remember(key, found, now);
        return found.principal;
    }

    void forget(String credential) {
        known.values().removeIf(found -> found.principal.credential().equals(credential));
    }

    private Optional<Known> find(Token token, Instant now) {
        return switch (token.kind()) {
            case ACCESS ->
                    accounts.session(token.id())
                            .filter(session -> session.access().accepts(token, now))
                            .map(Credentials::known);
            case SERVICE ->
                    accounts.token(token.id())
                            .filter(service -> service.proof().accepts(token, now))
                            .map(Credentials::known);
            case REFRESH -> Optional.empty();
        };
    }

    private void remember(String key, Known found, Instant now) {
        if (known.size() >= REMEMBERED) {
            known.values().removeIf(old -> !now.isBefore(old.until));
        }
        var until = now.plus(BELIEVED);
        if (known.size() < REMEMBERED) {
            known.put(key, found.until(until.isBefore(found.until) ? until : found.until));
        }
    }

    private static Known known(Session session) {
        var account = session.account();
        return new Known(
                new Principal(
                        account.tenant(),
                        account.name(),
                        Principal.Kind.USER,
                        account.roles(),
                        session.id()),
                session.access().until());
    }

    private static Known known(ServiceToken token) {
        return new Known(
                new Principal(
                        token.tenant(),
                        token.name(),
                        Principal.Kind.TOKEN,
                        token.roles(),
                        token.id()),
                token.proof().until());
    }

    private static ApiException refused() {
        return ApiException.of(Code.UNAUTHENTICATED, "This token is not valid, or not any more.");
    }

    private record Known(Principal principal, Instant until) {
        Known until(Instant sooner) {
            return new Known(principal, sooner);
        }
    }
}
