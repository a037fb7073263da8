package dev.lovage.server.workflow;

import static dev.lovage.server.Sql.all;
import static dev.lovage.server.Sql.first;
import static dev.lovage.server.Sql.instant;
import static dev.lovage.server.Sql.texts;
import static dev.lovage.server.Sql.update;

import dev.lovage.client.Workflow;
import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.run.StoredJson;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Definitions in the tables of workflows and revisions.
@Singleton
final class PostgresWorkflowStore implements WorkflowStore {
    private static final String LATEST =
            """
            select r.* from workflows w
            join revisions r on r.tenant = w.tenant and r.name = w.name
                and r.revision = w.revision
            """;

    private final Database database;

    PostgresWorkflowStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Workflow> list(String tenant, @Nullable String after, int size) {
        var sql = LATEST + "where w.tenant = ? and w.name > ? order by w.name limit ?";
        var begin = after == null ? "" : after;
        return database.transaction(
                tx -> all(tx, sql, PostgresWorkflowStore::workflow, tenant, begin, size));
    }

    @Override
    public Optional<Workflow.Revision> latest(String tenant, String name) {
        var sql = LATEST + "where w.tenant = ? and w.name = ?";
        return database.transaction(
                tx -> first(tx, sql, PostgresWorkflowStore::revision, tenant, name));
    }

    @Override
    public Optional<Workflow.Revision> revision(String tenant, String name, int revision) {
        var sql = "select * from revisions where tenant = ? and name = ? and revision = ?";
        return database.transaction(
                tx -> first(tx, sql, PostgresWorkflowStore::revision, tenant, name, revision));
    }

    @Override
    public List<Workflow> history(String tenant, String name, int before, int size) {
        var sql =
                """
                select name, revision, description, tags, saved_at, saved_by from revisions
                where tenant = ? and name = ? and revision < ? order by revision desc limit ?\
                """;
        return database.transaction(
                tx -> all(tx, sql, PostgresWorkflowStore::workflow, tenant, name, before, size));
    }

    @Override
    public Optional<Workflow.Revision> lock(Transaction transaction, String tenant, String name) {
        var row =
                """
                insert into workflows (tenant, name, revision) values (?, ?, 0)
                on conflict do nothing\
                """;
        update(transaction, row, tenant, name);
        var sql = LATEST + "where w.tenant = ? and w.name = ?";
        var lock = "select from workflows where tenant = ? and name = ? for update";
        all(transaction, lock, ignored -> true, tenant, name);
        return first(transaction, sql, PostgresWorkflowStore::revision, tenant, name);
    }

    @Override
    public void add(
            Transaction transaction,
            String tenant,
            Workflow.Revision revision,
            @Nullable String description,
            List<String> tags) {
        var insert =
                """
                insert into revisions (tenant, name, revision, hash, definition, source,
                    description, tags, saved_at, saved_by)
                values (?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?)\
                """;
        update(
                transaction,
                insert,
                tenant,
                revision.name(),
                revision.revision(),
                revision.hash(),
                StoredJson.of(revision.definition()),
                revision.source(),
                description,
                tags,
                revision.savedAt(),
                revision.savedBy());
        var head = "update workflows set revision = ? where tenant = ? and name = ?";
        update(transaction, head, revision.revision(), tenant, revision.name());
    }

    private static Workflow workflow(ResultSet row) throws SQLException {
        return new Workflow(
                row.getString("name"),
                row.getString("description"),
                row.getInt("revision"),
                texts(row, "tags"),
                instant(row, "saved_at"),
                row.getString("saved_by"));
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Workflow.Revision revision(ResultSet row) throws SQLException {
        return new Workflow.Revision(
                row.getString("name"),
                row.getInt("revision"),
                instant(row, "saved_at"),
                row.getString("saved_by"),
                row.getString("hash"),
                StoredJson.object(row.getString("definition")),
                row.getString("source"));
    }
}
