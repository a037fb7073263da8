package dev.lovage.server.run;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Skeleton;
import dev.lovage.client.Run;
import dev.lovage.events.Payload;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.blob.BlobKey;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.workflow.Definitions;
import dev.lovage.server.workflow.Workflows;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads runs: from the read model, and from Temporal where that has not heard of them yet.
@Singleton
public final class Runs {
    private final RunStore store;
    private final RunEngine engine;
    private final Workflows workflows;
    private final Authorizer authorizer;
    private final KeptValues kept;
    private final Forgetting forgetting;
    private final Clock clock;

    Runs(
            RunStore store,
            RunEngine engine,
            Workflows workflows,
            Authorizer authorizer,
            KeptValues kept,
            Forgetting forgetting,
            Clock clock) {
        this.store = store;
        this.engine = engine;
        this.workflows = workflows;
        this.authorizer = authorizer;
        this.kept = kept;
        this.forgetting = forgetting;
        this.clock = clock;
    }

    /// At most `size` runs, newest first.
    List<RunRow> list(Principal principal, RunFilter filter, @Nullable RunKey after, int size) {
        authorizer.check(principal, Permission.RUN_READ, "run/*");
        return store.list(principal.tenant(), filter, after, size);
    }

    /// One run; throws `NOT_FOUND` when there is none in the caller's tenant.
    public Run get(Principal principal, String id) {
        authorizer.check(principal, Permission.RUN_READ, resource(id));
        var row = store.find(principal.tenant(), id);
        return row.isPresent()
                ? RunAnswers.of(row.get(), store.freshness())
                : RunAnswers.of(id, described(principal, id), clock.instant());
    }

    List<Run.Step> steps(Principal principal, String id, @Nullable String after, int size) {
        return steps(principal, id, key -> store.steps(key, after, size));
    }

    /// Of the steps at these paths those that there are.
    List<Run.Step> steps(Principal principal, String id, List<String> paths) {
        return steps(principal, id, key -> store.steps(key, paths));
    }

    /// One step, by its path or by the name that its author gave it.
    Run.Step step(Principal principal, String id, String written) {
        return steps(principal, id, key -> step(principal, key, written).stream().toList()).stream()
                .findFirst()
                .orElseThrow(() ->
                        ApiException.of(
                                Code.NOT_FOUND, "The run has no step `" + written + "` (yet)."));
    }

    private List<Run.Step> steps(
            Principal principal, String id, Function<RunKey, List<StepRow>> which) {
        authorizer.check(principal, Permission.RUN_READ, resource(id));
        var run = store.find(principal.tenant(), id);
        if (run.isEmpty()) {
            described(principal, id);
            return List.of();
        }
        var payload = principal.may(Permission.RUN_PAYLOAD);
        var silent = RunAnswers.silent(run.get(), store.freshness());
        var key = run.get().about().key();
        return kept.referred(key, which.apply(key)).stream()
                .map(step -> RunAnswers.of(step, payload, silent))
                .toList();
    }

    private Optional<StepRow> step(Principal principal, RunKey key, String written) {
        var step = store.step(key, written);
        return step.isPresent()
                ? step
                : Skeleton.of(definition(principal, key.run()))
                        .path(written)
                        .flatMap(path -> store.step(key, path));
    }

    /// The drawn shape of what it runs.
    public Run.Graph graph(Principal principal, String id) {
        authorizer.check(principal, Permission.RUN_READ, resource(id));
        return Definitions.graph(definition(principal, id));
    }

    /// What the run was started with: from its row or from what is kept beside it, or from
    /// Temporal.
    Run.Value input(Principal principal, String id) {
        authorizer.check(principal, Permission.RUN_PAYLOAD, resource(id));
        var known = store.find(principal.tenant(), id).map(row -> kept.whole(row).about().input());
        if (known.isEmpty()) {
            described(principal, id);
        }
        return known.filter(Payload.Inline.class::isInstance)
                .map(Payloads::answer)
                .or(() -> engine.input(id).map(input -> new Run.Value(input.input(), null)))
                .orElseGet(() -> new Run.Value(null, 0L));
    }

    /// How the run ended, waiting for that at most so long.
    ///
    /// @param brief a value that is kept by reference is only described
    Run.Result result(Principal principal, String id, Duration wait, boolean brief) {
        var result = result(principal, id, wait);
        return brief ? KeptValues.brief(result) : kept.whole(principal.tenant(), result);
    }

    /// A value that this run made and that is kept by reference.
    byte[] value(Principal principal, String id, String sha256) {
        authorizer.check(principal, Permission.RUN_PAYLOAD, resource(id));
        var accepted =
                store.find(principal.tenant(), id)
                        .map(row -> row.about().key().accepted())
                        .orElseGet(() -> described(principal, id).memo().accepted());
        return kept.value(new BlobKey(principal.tenant(), id, accepted, sha256));
    }

    private Run.Result result(Principal principal, String id, Duration wait) {
        authorizer.check(principal, Permission.RUN_PAYLOAD, resource(id));
        forgetting.refuseForgotten(principal.tenant(), id);
        var description = engine.describe(id);
        if (description.isEmpty()) {
            return RunAnswers.result(kept.whole(stored(principal, id)));
        }
        var mine = own(principal, description).orElseThrow(() -> missing(id));
        var ending = engine.ending(id, mine.state().ended() ? Duration.ZERO : wait);
        return ending.map(e -> new Run.Result(id, e.state(), e.result(), e.error()))
                .orElseGet(() -> new Run.Result(id, mine.state(), null, null));
    }

    /// Throws `NOT_FOUND` when there is no such run in the caller's tenant.
    public void find(Principal principal, String id) {
        if (store.find(principal.tenant(), id).isEmpty()) {
            described(principal, id);
        }
    }

    /// What it runs, for a caller that has decided who may know.
    public Definition definition(Principal principal, String id) {
        var about = store.find(principal.tenant(), id).map(RunRow::about);
        var name = about.map(AcceptedRun::definition);
        var revision = about.map(AcceptedRun::revision);
        if (name.isEmpty() || revision.isEmpty()) {
            var memo = described(principal, id).memo();
            name = Optional.of(memo.definition());
            revision = Optional.of(memo.revision());
        }
        return revision.get() > 0
                ? Definitions.read(workflows.find(principal.tenant(), name.get(), revision.get()))
                : unsaved(id);
    }

    private Definition unsaved(String id) {
        return engine.input(id)
                .map(input -> CanvasReader.definition(input.bundle().pinned().definition()))
                .orElseThrow(() ->
                        ApiException.of(
                                Code.NOT_FOUND,
                                "The canvas was not saved, and its history is gone."));
    }

    private RunRow stored(Principal principal, String id) {
        return store.find(principal.tenant(), id).orElseThrow(() -> missing(id));
    }

    private Description described(Principal principal, String id) {
        return own(principal, engine.describe(id)).orElseThrow(() -> missing(id));
    }

    private static Optional<Description> own(
            Principal principal, Optional<Description> description) {
        return description.filter(found -> found.memo().tenant().equals(principal.tenant()));
    }

    private static ApiException missing(String id) {
        return ApiException.of(Code.NOT_FOUND, "There is no run `" + id + "`.");
    }

    private static String resource(String id) {
        return "run/" + id;
    }
}
