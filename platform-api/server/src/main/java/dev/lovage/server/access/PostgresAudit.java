package dev.lovage.server.access;

import dev.lovage.server.ApiException;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.UUID;

/// The audit in the table of its name.
@Singleton
final class PostgresAudit implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAudit.class);
    private static final String INSERT =
            """
            insert into audit (tenant, change, actor, action, resource, outcome, reason)
            values (?, ?, ?, ?, ?, ?, ?)\
            """;

    private final Database database;

    PostgresAudit(Database database) {
        this.database = database;
    }

    @Override
    public Change requested(
            Principal principal, String action, String resource, @Nullable String reason) {
        var change = change(principal, action, resource);
        database.transaction(tx -> write(tx, change, "requested", reason));
        return change;
    }

    @Override
    public void concluded(Transaction transaction, Change change, Outcome outcome) {
        write(transaction, change, outcome.name().toLowerCase(Locale.ROOT), null);
    }

    @Override
    public void concluded(Change change, Outcome outcome) {
        try {
            database.transaction(
                    tx -> write(tx, change, outcome.name().toLowerCase(Locale.ROOT), null));
        } catch (ApiException e) {
            LOG.warn("the audit does not say yet what came of {}: {}", change.id(), e.detail());
        }
    }

    @Override
    public void done(Transaction transaction, Principal principal, String action, String resource) {
        var change = change(principal, action, resource);
        write(transaction, change, "requested", null);
        write(transaction, change, "done", null);
    }

    @Override
    public void denied(Principal principal, String action, String resource) {
        try {
            database.transaction(
                    tx -> write(tx, change(principal, action, resource), "denied", null));
        } catch (ApiException e) {
            LOG.warn("a refusal of {} was not written down: {}", action, e.detail());
        }
    }

    private static Change change(Principal principal, String action, String resource) {
        var id = UUID.randomUUID().toString();
        return new Change(id, principal.tenant(), principal.name(), action, resource);
    }

    private static int write(
            Transaction tx, Change change, String outcome, @Nullable String reason) {
        return Sql.update(
                tx,
                INSERT,
                change.tenant(),
                change.id(),
                change.actor(),
                change.action(),
                change.resource(),
                outcome,
                reason);
    }
}
