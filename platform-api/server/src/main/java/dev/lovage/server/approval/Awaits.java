package dev.lovage.server.approval;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Principal;
import dev.lovage.server.run.Runs;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;

/// What the definition of a run says about its awaits. A canvas that was never saved may be gone,
/// and what a task put in its own place stands in no definition: of these nothing is known.
@Singleton
public final class Awaits {
    private final Runs runs;

    Awaits(Runs runs) {
        this.runs = runs;
    }

    List<Awaited> of(Principal principal, String run) {
        try {
            return Awaited.in(runs.definition(principal, run));
        } catch (ApiException e) {
            if (e.code() != Code.NOT_FOUND) {
                throw e;
            }
            return List.of();
        }
    }

    /// Who may answer the one at this path; empty: anybody, or nobody knows.
    public List<String> assignees(Principal principal, String run, String path) {
        return at(principal, run, path).map(Awaited::assignees).orElse(List.of());
    }

    Optional<Awaited> at(Principal principal, String run, String path) {
        return of(principal, run).stream().filter(awaited -> awaited.at(path)).findFirst();
    }
}
