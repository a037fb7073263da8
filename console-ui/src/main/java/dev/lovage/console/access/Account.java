package dev.lovage.console.access;

import com.vaadin.flow.server.VaadinSession;

import dev.lovage.client.Access.Me;
import dev.lovage.client.Access.Session;
import dev.lovage.client.LovageClient;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Who is signed in, with the client that carries their token. It lives in the servlet session and
/// ends with it.
public final class Account implements HttpSessionBindingListener {
    private static final String ATTRIBUTE = Account.class.getName();
    private static final Duration EARLY = Duration.ofSeconds(60);

    private final LovageClient client;
    private final UnaryOperator<Session> refresh;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Session session;
    private final Me me;

    private Account(URI base, Session session, UnaryOperator<Session> refresh) {
        this.session = session;
        this.refresh = refresh;
        this.client = LovageClient.at(base, "console", this::token);
        this.me = client.me();
    }

    static Account open(URI base, Session session, Refresh refresh) {
        return new Account(base, session, old -> refresh.of(old.refreshToken()));
    }

    /// Gives a new session for a refresh token.
    @FunctionalInterface
    interface Refresh {
        Session of(String token);
    }

    /// Whoever is signed in here, if anybody.
    public static Optional<Account> here() {
        return Optional.ofNullable(VaadinSession.getCurrent())
                .map(VaadinSession::getSession)
                .map(session -> (Account) session.getAttribute(ATTRIBUTE));
    }

    /// Whoever is signed in here; views are only made when somebody is.
    public static Account required() {
        return here().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    /// Makes this the account of the current session.
    void enter() {
        VaadinSession.getCurrent().getSession().setAttribute(ATTRIBUTE, this);
    }

    /// The api, with this person's rights.
    public LovageClient client() {
        return client;
    }

    public Me me() {
        return me;
    }

    /// What the api would refuse need not be offered.
    public boolean may(String permission) {
        return me.permissions().contains(permission);
    }

    private @Nullable String token() {
        if (!ending(session)) {
            return session.accessToken();
        }
        refreshing.lock();
        try {
            if (ending(session)) {
                session = refresh.apply(session);
            }
            return session.accessToken();
        } finally {
            refreshing.unlock();
        }
    }

    private static boolean ending(Session session) {
        return Instant.now().plus(EARLY).isAfter(session.expiresAt());
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        client.close();
    }
}
