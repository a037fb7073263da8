package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Bundle;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.workflow.Workflows;

import jakarta.inject.Singleton;

import java.util.Optional;

/// Finds what is left of a run: in Temporal while that keeps it, in the read model, among the saved
/// workflows.
@Singleton
final class RepeatedRuns {
    private final RunStore store;
    private final RunEngine engine;
    private final Workflows workflows;
    private final KeptValues kept;

    RepeatedRuns(RunStore store, RunEngine engine, Workflows workflows, KeptValues kept) {
        this.store = store;
        this.engine = engine;
        this.workflows = workflows;
        this.kept = kept;
    }

    /// Throws `NOT_FOUND` when there is no such run in the tenant, or nobody knows what it ran.
    RepeatedRun find(String tenant, String id) {
        var row = store.find(tenant, id);
        var description = engine.describe(id).filter(found -> found.memo().tenant().equals(tenant));
        if (row.isEmpty() && description.isEmpty()) {
            throw ApiException.of(Code.NOT_FOUND, "There is no run `" + id + "`.");
        }
        var started = description.flatMap(_ -> engine.input(id));
        var bundle =
                started.map(RunInput::bundle)
                        .or(() -> row.flatMap(found -> saved(tenant, found.about())))
                        .orElseThrow(() ->
                                ApiException.of(
                                        Code.NOT_FOUND,
                                        "The canvas was not saved, and its history is gone: it"
                                                + " can only be started anew."));
        return new RepeatedRun(
                id, description, started, started.isPresent() ? row : row.map(kept::whole), bundle);
    }

    private Optional<Bundle> saved(String tenant, AcceptedRun about) {
        if (about.revision() == 0) {
            return Optional.empty();
        }
        var revision = workflows.find(tenant, about.definition(), about.revision());
        return Optional.of(Bundle.of(about.definition(), about.revision(), revision.definition()));
    }
}
