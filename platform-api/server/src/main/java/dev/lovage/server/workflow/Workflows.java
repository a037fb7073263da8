package dev.lovage.server.workflow;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Dialect;
import dev.lovage.canvas.Nearest;
import dev.lovage.client.Workflow;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.Database;
import dev.lovage.server.Digest;
import dev.lovage.server.Preconditions;
import dev.lovage.server.Transaction;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Saves definitions and gives them back.
@Singleton
public final class Workflows {
    /// Names that are looked through for one that may have been meant.
    private static final int MOST_NEAR = 1_000;

    private final WorkflowStore store;
    private final Database database;
    private final CalledTasks tasks;
    private final Bundles bundles;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Clock clock;
    private final Dialect dialect;
    private final List<RevisionWatcher> watchers;

    public Workflows(
            WorkflowStore store,
            Database database,
            CalledTasks tasks,
            Bundles bundles,
            Authorizer authorizer,
            Audit audit,
            Clock clock,
            Dialect dialect,
            List<RevisionWatcher> watchers) {
        this.watchers = List.copyOf(watchers);
        this.store = store;
        this.database = database;
        this.tasks = tasks;
        this.bundles = bundles;
        this.authorizer = authorizer;
        this.audit = audit;
        this.clock = clock;
        this.dialect = dialect;
    }

    /// Makes a new revision, unless the latest one already says the same.
    Saved save(Principal principal, String name, String source, Preconditions preconditions) {
        authorizer.check(principal, Permission.WORKFLOW_WRITE, resource(name));
        var definition = read(name, source);
        var draft = draft(principal, definition, source);
        bundles.gather(principal.tenant(), main(draft));
        return database.transaction(tx -> kept(tx, principal, draft, definition, preconditions));
    }

    /// What saving would do, without doing it.
    Saved check(Principal principal, String name, String source) {
        authorizer.check(principal, Permission.WORKFLOW_WRITE, resource(name));
        var definition = read(name, source);
        var draft = draft(principal, definition, source);
        var latest = store.latest(principal.tenant(), name);
        return latest.filter(revision -> revision.hash().equals(draft.hash()))
                .map(revision -> saved(principal, revision, definition, false))
                .orElseGet(() -> saved(principal, numbered(draft, latest), definition, true));
    }

    List<Workflow> list(Principal principal, @Nullable String after, int size) {
        authorizer.check(principal, Permission.WORKFLOW_READ, resource("*"));
        return store.list(principal.tenant(), after, size);
    }

    /// Its revisions, newest first, beginning before the number `before`.
    List<Workflow> history(Principal principal, String name, int before, int size) {
        authorizer.check(principal, Permission.WORKFLOW_READ, resource(name));
        var found = store.history(principal.tenant(), name, before, size);
        if (found.isEmpty() && before == Integer.MAX_VALUE) {
            throw missing(principal.tenant(), name, null);
        }
        return found;
    }

    /// One revision, or the latest where `revision` is absent.
    public Workflow.Revision get(Principal principal, String name, @Nullable Integer revision) {
        authorizer.check(principal, Permission.WORKFLOW_READ, resource(name));
        return find(principal.tenant(), name, revision);
    }

    /// The revision, for a caller that has decided who may use it.
    public Workflow.Revision find(String tenant, String name, @Nullable Integer revision) {
        var found =
                revision == null
                        ? store.latest(tenant, name)
                        : store.revision(tenant, name, revision);
        return found.orElseThrow(() -> missing(tenant, name, revision));
    }

    private ApiException missing(String tenant, String name, @Nullable Integer revision) {
        var what = revision == null ? "" : ", or no revision " + revision + " of it";
        var known = store.list(tenant, null, MOST_NEAR).stream().map(Workflow::name).toList();
        var near = known.contains(name) ? "" : Nearest.hint(name, known);
        return ApiException.of(
                Code.NOT_FOUND, "There is no workflow `" + name + "`" + what + "." + near);
    }

    private Definition read(String name, String source) {
        var definition = Definitions.read("", () -> CanvasReader.definition(source, dialect));
        if (!definition.name().equals(name)) {
            throw ApiException.at(
                    Code.CANVAS_INVALID,
                    "/name",
                    "The definition is named `%s`, and the path says `%s`."
                            .formatted(definition.name(), name));
        }
        return definition;
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private Workflow.Revision draft(Principal principal, Definition definition, String source) {
        var tree = Definitions.tree(definition);
        return new Workflow.Revision(
                definition.name(),
                0,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                principal.name(),
                Digest.ofJson(tree),
                tree,
                source);
    }

    private Saved kept(
            Transaction tx,
            Principal principal,
            Workflow.Revision draft,
            Definition definition,
            Preconditions preconditions) {
        var tenant = principal.tenant();
        var latest = store.lock(tx, tenant, draft.name());
        preconditions.check(latest.map(Workflows::tag));
        if (latest.isPresent() && latest.get().hash().equals(draft.hash())) {
            return saved(principal, latest.get(), definition, false);
        }
        var revision = numbered(draft, latest);
        store.add(tx, tenant, revision, definition.description(), definition.tags());
        watchers.forEach(watcher -> watcher.revised(tx, tenant, revision.name()));
        var resource = resource(revision.name()) + "@" + revision.revision();
        audit.done(tx, principal, Permission.WORKFLOW_WRITE.wire(), resource);
        return saved(principal, revision, definition, true);
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Workflow.Revision numbered(
            Workflow.Revision draft, Optional<Workflow.Revision> latest) {
        return new Workflow.Revision(
                draft.name(),
                latest.map(Workflow.Revision::revision).orElse(0) + 1,
                draft.savedAt(),
                draft.savedBy(),
                draft.hash(),
                draft.definition(),
                draft.source());
    }

    private Saved saved(
            Principal principal,
            Workflow.Revision revision,
            Definition definition,
            boolean created) {
        var calls = CalledTasks.in("", Definitions.tree(definition));
        var warnings = new ArrayList<>(tasks.unknown(principal.tenant(), calls));
        warnings.addAll(tasks.notInline(principal.tenant(), calls));
        warnings.addAll(Bodies.details("", CanvasReader.advice(revision.source(), dialect)));
        var main = main(revision);
        var gathered = bundles.gather(principal.tenant(), main);
        warnings.addAll(gathered.unknown());
        warnings.addAll(bundles.notInlineTasks(principal.tenant(), gathered.bundle(), main));
        return new Saved(
                new Workflow.Saved(
                        revision.name(),
                        revision.revision(),
                        created,
                        warnings,
                        Definitions.graph(definition)),
                tag(revision));
    }

    private static Bundles.Main main(Workflow.Revision revision) {
        var tree = revision.definition();
        return new Bundles.Main(
                revision.name(), revision.revision(), tree, CalledFlows.in("", tree));
    }

    /// The entity tag of a revision.
    static String tag(Workflow.Revision revision) {
        return "\"%d-%s\"".formatted(revision.revision(), revision.hash().substring(0, 12));
    }

    private static String resource(String name) {
        return "workflow/" + name;
    }

    /// What saving did, and the tag of the result.
    record Saved(Workflow.Saved answer, String tag) {}
}
