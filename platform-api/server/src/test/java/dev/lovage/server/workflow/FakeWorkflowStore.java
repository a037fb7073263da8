package dev.lovage.server.workflow;

import dev.lovage.client.Workflow;
import dev.lovage.server.FakeDatabase;
import dev.lovage.server.Transaction;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

@Singleton
@Requires(property = "fakes")
@Replaces(PostgresWorkflowStore.class)
final class FakeWorkflowStore implements WorkflowStore {
    private record Kept(Workflow.Revision revision, String description, List<String> tags) {}

    private final Map<String, List<Kept>> all = new ConcurrentSkipListMap<>();
    private final FakeDatabase database;

    FakeWorkflowStore(FakeDatabase database) {
        this.database = database;
    }

    @Override
    public List<Workflow> list(String tenant, String after, int size) {
        database.check();
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(tenant + "/"))
                .map(entry -> workflow(entry.getValue().getLast()))
                .filter(workflow -> after == null || workflow.name().compareTo(after) > 0)
                .limit(size)
                .toList();
    }

    @Override
    public Optional<Workflow.Revision> latest(String tenant, String name) {
        database.check();
        return Optional.ofNullable(all.get(tenant + "/" + name))
                .map(revisions -> revisions.getLast().revision());
    }

    @Override
    public Optional<Workflow.Revision> revision(String tenant, String name, int revision) {
        database.check();
        return all.getOrDefault(tenant + "/" + name, List.of()).stream()
                .map(Kept::revision)
                .filter(kept -> kept.revision() == revision)
                .findFirst();
    }

    @Override
    public List<Workflow> history(String tenant, String name, int before, int size) {
        database.check();
        return all.getOrDefault(tenant + "/" + name, List.of()).reversed().stream()
                .filter(kept -> kept.revision().revision() < before)
                .limit(size)
                .map(FakeWorkflowStore::workflow)
                .toList();
    }

    @Override
    public Optional<Workflow.Revision> lock(Transaction transaction, String tenant, String name) {
        return latest(tenant, name);
    }

    @Override
    public void add(
            Transaction transaction,
            String tenant,
            Workflow.Revision revision,
            String description,
            List<String> tags) {
        all.computeIfAbsent(tenant + "/" + revision.name(), _ -> new ArrayList<>())
                .add(new Kept(revision, description, tags));
    }

    private static Workflow workflow(Kept kept) {
        var revision = kept.revision();
        return new Workflow(
                revision.name(),
                kept.description(),
                revision.revision(),
                kept.tags(),
                revision.savedAt(),
                revision.savedBy());
    }
}
