package dev.lovage.server.run;

import dev.lovage.client.Batch;
import dev.lovage.client.Batch.Outcome;
import dev.lovage.client.Run;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.PageTokens;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Does to many runs what [Steering] does to one: each is asked for, and written down, by itself.
@Singleton
final class Batches {
    private static final int COUNTED = 10_000;

    private final Runs runs;
    private final RunStore store;
    private final Steering steering;
    private final Authorizer authorizer;
    private final PageTokens tokens;

    Batches(
            Runs runs,
            RunStore store,
            Steering steering,
            Authorizer authorizer,
            PageTokens tokens) {
        this.runs = runs;
        this.store = store;
        this.steering = steering;
        this.authorizer = authorizer;
        this.tokens = tokens;
    }

    Batch.Done of(Principal principal, byte[] body) {
        authorizer.check(principal, Permission.RUN_STEER, "run/*");
        var batch = BatchRequest.read(body);
        steering.refuse(batch.reason(), batch.until());
        var filter = batch.filter();
        if (filter == null) {
            return named(principal, batch, Objects.requireNonNull(batch.ids()));
        }
        return BatchRequest.filter(batch.act(), filter)
                .map(found ->
                        batch.dryRun() ? count(principal, found) : page(principal, batch, found))
                .orElseGet(() -> new Batch.Done(0, false, List.of(), null));
    }

    private Batch.Done named(Principal principal, Batch batch, List<String> ids) {
        var once = ids.stream().distinct().toList();
        if (!batch.dryRun()) {
            return done(AtOnce.of(once, id -> steer(principal, batch, id)), null);
        }
        var seen = AtOnce.of(once, id -> look(principal, id));
        var left = seen.stream().filter(outcome -> !outcome.done()).toList();
        return new Batch.Done(seen.size() - left.size(), false, left, null);
    }

    private Batch.Done count(Principal principal, RunFilter filter) {
        var count = store.count(principal.tenant(), filter, COUNTED + 1);
        return new Batch.Done(Math.min(count, COUNTED), count > COUNTED, List.of(), null);
    }

    private Batch.Done page(Principal principal, Batch batch, RunFilter filter) {
        var list = "runs:batch/" + principal.tenant() + "/" + batch.act() + "/" + filter;
        var token = batch.pageToken();
        var after = token == null ? null : RunKey.at(principal.tenant(), tokens.read(list, token));
        var rows = store.list(principal.tenant(), filter, after, Batch.LARGEST + 1);
        var page = rows.size() > Batch.LARGEST ? rows.subList(0, Batch.LARGEST) : rows;
        var next =
                rows.size() > Batch.LARGEST
                        ? tokens.write(list, page.getLast().about().key().position())
                        : null;
        var ids = page.stream().map(row -> row.about().key().run()).toList();
        return done(AtOnce.of(ids, id -> steer(principal, batch, id)), next);
    }

    private static Batch.Done done(List<Outcome> outcomes, @Nullable String next) {
        return new Batch.Done(outcomes.size(), next != null, outcomes, next);
    }

    private Outcome steer(Principal principal, Batch batch, String id) {
        switch (batch.act()) {
            case CANCEL -> steering.cancel(principal, id, batch.reason());
            case TERMINATE -> steering.terminate(principal, id, batch.reason());
            case PAUSE ->
                    steering.pause(principal, id, new Run.Pause(batch.reason(), batch.until()));
            case RESUME -> steering.resume(principal, id, batch.reason());
        }
        return Outcome.done(id);
    }

    private Outcome look(Principal principal, String id) {
        if (runs.get(principal, id).state().ended()) {
            throw ApiException.of(Code.RUN_ENDED, "The run has ended already.");
        }
        return Outcome.done(id);
    }
}
