package dev.lovage.server.access;

import dev.lovage.server.FakeDatabase;
import dev.lovage.server.Transaction;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@Singleton
@Requires(property = "fakes")
@Replaces(PostgresAccountStore.class)
final class FakeAccountStore implements AccountStore {
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, ServiceToken> tokens = new ConcurrentHashMap<>();
    private final FakeDatabase database;

    FakeAccountStore(FakeDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Account> account(String tenant, String name) {
        database.check();
        return Optional.ofNullable(accounts.get(tenant + "/" + name));
    }

    @Override
    public synchronized boolean addFirst(Account account) {
        database.check();
        if (accounts.values().stream().anyMatch(a -> a.tenant().equals(account.tenant()))) {
            return false;
        }
        accounts.put(account.tenant() + "/" + account.name(), account);
        return true;
    }

    @Override
    public void open(Session session) {
        database.check();
        sessions.put(session.id(), session);
    }

    @Override
    public Optional<Session> session(String id) {
        database.check();
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public boolean renew(Session spent, Session next) {
        database.check();
        return sessions.replace(spent.id(), spent, next);
    }

    @Override
    public void end(String tenant, String session) {
        database.check();
        sessions.remove(session);
    }

    @Override
    public void add(Transaction transaction, ServiceToken token, String by) {
        tokens.put(token.id(), token);
    }

    @Override
    public Optional<ServiceToken> token(String id) {
        database.check();
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public List<ServiceToken> tokens(String tenant) {
        return tokens.values().stream()
                .filter(token -> token.tenant().equals(tenant))
                .sorted(Comparator.comparing(ServiceToken::name).thenComparing(ServiceToken::id))
                .toList();
    }

    @Override
    public boolean revoke(Transaction transaction, String tenant, String id) {
        return tokens.containsKey(id)
                && tokens.get(id).tenant().equals(tenant)
                && tokens.remove(id) != null;
    }
}
