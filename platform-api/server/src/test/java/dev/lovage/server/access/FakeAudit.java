package dev.lovage.server.access;

import dev.lovage.server.FakeDatabase;
import dev.lovage.server.Transaction;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// The audit as lines of `action resource outcome`.
@Singleton
@Requires(property = "fakes")
@Replaces(PostgresAudit.class)
public final class FakeAudit implements Audit {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final FakeDatabase database;

    FakeAudit(FakeDatabase database) {
        this.database = database;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public Change requested(Principal principal, String action, String resource, String reason) {
        database.check();
        var change =
                new Change(
                        UUID.randomUUID().toString(),
                        principal.tenant(),
                        principal.name(),
                        action,
                        resource);
        lines.add(action + " " + resource + " requested");
        return change;
    }

    @Override
    public void concluded(Transaction transaction, Change change, Outcome outcome) {
        concluded(change, outcome);
    }

    @Override
    public void concluded(Change change, Outcome outcome) {
        var word = outcome.name().toLowerCase(Locale.ROOT);
        lines.add(change.action() + " " + change.resource() + " " + word);
    }

    @Override
    public void done(Transaction transaction, Principal principal, String action, String resource) {
        lines.add(action + " " + resource + " done");
    }

    @Override
    public void denied(Principal principal, String action, String resource) {
        lines.add(action + " " + resource + " denied");
    }
}
