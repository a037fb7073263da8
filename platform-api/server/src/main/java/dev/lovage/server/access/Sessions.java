package dev.lovage.server.access;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Access.Session;
import dev.lovage.client.Access.SignIn;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Settings;
import dev.lovage.server.access.AccountStore.Account;
import dev.lovage.server.access.AccountStore.Proof;

import jakarta.inject.Singleton;

import java.time.Clock;

/// Signs people in: a password gives a pair of tokens, and the second of them, once, the next pair.
@Singleton
final class Sessions {
    /// Compared with where there is no such user, so that both take the same time.
    private static final String NOBODY = Passwords.hash("nobody");

    private final AccountStore accounts;
    private final Credentials credentials;
    private final Settings.Session settings;
    private final Clock clock;
    private final Throttle throttle;

    Sessions(
            AccountStore accounts,
            Credentials credentials,
            Settings.Session settings,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.settings = settings;
        this.clock = clock;
        this.throttle = new Throttle(clock);
    }

    /// @param from the caller's address; guessing is slowed down by name and address
    Session signIn(SignIn request, String from) {
        var name = request.name();
        var password = request.password();
        var refresh = request.refreshToken();
        if (refresh != null && name == null && password == null) {
            return again(refresh);
        }
        if (name == null || password == null || refresh != null) {
            throw ApiException.of(
                    Code.MALFORMED, "Send `name` and `password`, or `refreshToken` alone.");
        }
        return open(checked(name, password, from + " " + name));
    }

    void signOut(Principal principal) {
        accounts.end(principal.tenant(), principal.credential());
        credentials.forget(principal.credential());
    }

    private Account checked(String name, String password, String who) {
        throttle.check(who);
        var account = accounts.account(RunInput.DEFAULT_TENANT, name);
        var stored = account.map(Account::password).orElse(NOBODY);
        if (!Passwords.matches(password, stored) || account.isEmpty()) {
            throttle.failed(who);
            throw ApiException.of(Code.UNAUTHENTICATED, "The name or the password is wrong.");
        }
        throttle.succeeded(who);
        return account.get();
    }

    private Session open(Account account) {
        var access = Token.fresh(Token.Kind.ACCESS);
        var refresh = Token.fresh(Token.Kind.REFRESH, access.id());
        accounts.open(stored(account, access, refresh));
        return answer(access, refresh);
    }

    /// A refresh token that is not the newest one was stolen, or its thief was faster: the session
    /// ends for both.
    private Session again(String text) {
        var spent =
                Token.parse(text)
                        .filter(token -> token.kind() == Token.Kind.REFRESH)
                        .orElseThrow(Sessions::over);
        var session = accounts.session(spent.id()).orElseThrow(Sessions::over);
        var access = Token.fresh(Token.Kind.ACCESS, spent.id());
        var refresh = Token.fresh(Token.Kind.REFRESH, spent.id());
        if (!session.refresh().accepts(spent, clock.instant())
                || !accounts.renew(session, stored(session.account(), access, refresh))) {
            accounts.end(session.account().tenant(), session.id());
            credentials.forget(session.id());
            throw over();
        }
        credentials.forget(session.id());
        return answer(access, refresh);
    }

    private AccountStore.Session stored(Account account, Token access, Token refresh) {
        var now = clock.instant();
        return new AccountStore.Session(
                account,
                access.id(),
                Proof.of(access, now.plus(settings.access())),
                Proof.of(refresh, now.plus(settings.refresh())));
    }

    private Session answer(Token access, Token refresh) {
        var now = clock.instant();
        return new Session(
                access.text(),
                now.plus(settings.access()),
                refresh.text(),
                now.plus(settings.refresh()));
    }

    private static ApiException over() {
        return ApiException.of(Code.UNAUTHENTICATED, "This session is over. Sign in again.");
    }
}
