package dev.lovage.server.access;

import static dev.lovage.server.Sql.all;
import static dev.lovage.server.Sql.first;
import static dev.lovage.server.Sql.instant;
import static dev.lovage.server.Sql.texts;
import static dev.lovage.server.Sql.update;

import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.access.Permission.Role;

import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Users, sessions and tokens in tables of their names.
@Singleton
final class PostgresAccountStore implements AccountStore {
    private static final String SESSION =
            """
            select s.*, u.name, u.password, u.roles from sessions s
            join users u on u.tenant = s.tenant and u.name = s.user_name
            where s.id = ? and u.disabled_at is null\
            """;

    private final Database database;

    PostgresAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> account(String tenant, String name) {
        var sql = "select * from users where tenant = ? and name = ? and disabled_at is null";
        return database.transaction(
                tx -> first(tx, sql, PostgresAccountStore::account, tenant, name));
    }

    @Override
    public boolean addFirst(Account account) {
        var sql =
                """
                insert into users (tenant, name, password, roles)
                select ?, ?, ?, ? where not exists (select from users where tenant = ?)
                on conflict do nothing\
                """;
        return database.transaction(tx ->
                update(
                                tx,
                                sql,
                                account.tenant(),
                                account.name(),
                                account.password(),
                                names(account.roles()),
                                account.tenant())
                        == 1);
    }

    @Override
    public void open(Session session) {
        database.transaction(tx -> {
            update(tx, "delete from sessions where refresh_expires_at < now()");
            return insert(tx, session);
        });
    }

    private static int insert(Transaction tx, Session session) {
        var sql =
                """
                insert into sessions (tenant, id, user_name, access_hash, access_expires_at,
                    refresh_hash, refresh_expires_at) values (?, ?, ?, ?, ?, ?, ?)\
                """;
        return update(
                tx,
                sql,
                session.account().tenant(),
                session.id(),
                session.account().name(),
                session.access().hash(),
                session.access().until(),
                session.refresh().hash(),
                session.refresh().until());
    }

    @Override
    public Optional<Session> session(String id) {
        return database.transaction(tx -> first(tx, SESSION, PostgresAccountStore::session, id));
    }

    @Override
    public boolean renew(Session spent, Session next) {
        var sql =
                """
                update sessions set access_hash = ?, access_expires_at = ?, refresh_hash = ?,
                    refresh_expires_at = ? where tenant = ? and id = ? and refresh_hash = ?\
                """;
        return database.transaction(tx ->
                update(
                                tx,
                                sql,
                                next.access().hash(),
                                next.access().until(),
                                next.refresh().hash(),
                                next.refresh().until(),
                                spent.account().tenant(),
                                spent.id(),
                                spent.refresh().hash())
                        == 1);
    }

    @Override
    public void end(String tenant, String session) {
        var sql = "delete from sessions where tenant = ? and id = ?";
        database.transaction(tx -> update(tx, sql, tenant, session));
    }

    @Override
    public void add(Transaction transaction, ServiceToken token, String by) {
        var sql =
                """
                insert into tokens (tenant, id, name, hash, roles, expires_at, created_by)
                values (?, ?, ?, ?, ?, ?, ?)\
                """;
        update(
                transaction,
                sql,
                token.tenant(),
                token.id(),
                token.name(),
                token.proof().hash(),
                names(token.roles()),
                token.proof().until(),
                by);
    }

    @Override
    public Optional<ServiceToken> token(String id) {
        var sql = "select * from tokens where id = ? and revoked_at is null";
        return database.transaction(tx -> first(tx, sql, PostgresAccountStore::token, id));
    }

    @Override
    public List<ServiceToken> tokens(String tenant) {
        var sql = "select * from tokens where tenant = ? and revoked_at is null order by name, id";
        return database.transaction(tx -> all(tx, sql, PostgresAccountStore::token, tenant));
    }

    @Override
    public boolean revoke(Transaction transaction, String tenant, String id) {
        var sql =
                """
                update tokens set revoked_at = now()
                where tenant = ? and id = ? and revoked_at is null\
                """;
        return update(transaction, sql, tenant, id) == 1;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("tenant"),
                row.getString("name"),
                row.getString("password"),
                roles(row));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                account(row),
                row.getString("id"),
                new Proof(row.getString("access_hash"), instant(row, "access_expires_at")),
                new Proof(row.getString("refresh_hash"), instant(row, "refresh_expires_at")));
    }

    private static ServiceToken token(ResultSet row) throws SQLException {
        return new ServiceToken(
                row.getString("tenant"),
                row.getString("id"),
                row.getString("name"),
                roles(row),
                new Proof(row.getString("hash"), instant(row, "expires_at")));
    }

    /// A role that a later version knew is one that this version does not give.
    private static Set<Role> roles(ResultSet row) throws SQLException {
        return texts(row, "roles").stream()
                .flatMap(name -> Role.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> names(Set<Role> roles) {
        return roles.stream().map(Role::wire).sorted().toList();
    }
}
