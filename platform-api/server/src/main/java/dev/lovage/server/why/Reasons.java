package dev.lovage.server.why;

import dev.lovage.canvas.Durations;
import dev.lovage.client.Run;
import dev.lovage.server.ApiException;
import dev.lovage.server.access.Principal;
import dev.lovage.server.approval.Awaits;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.PauseStore;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunRow;
import dev.lovage.server.run.RunStore;
import dev.lovage.server.run.Runs;
import dev.lovage.server.run.StepRow;
import dev.lovage.server.task.Catalogue;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// Puts together what is known of a run, and asks further only what the reason depends on: the
/// queue that it waits in, the definition whose time it waits for.
@Singleton
final class Reasons {
    private static final int MOST_STEPS = 500;
    private static final String UNTIL = "until ";

    private final Runs runs;
    private final RunStore store;
    private final RunEngine engine;
    private final PauseStore pauses;
    private final Awaits awaits;
    private final Catalogue catalogue;
    private final Clock clock;

    Reasons(
            Runs runs,
            RunStore store,
            RunEngine engine,
            PauseStore pauses,
            Awaits awaits,
            Catalogue catalogue,
            Clock clock) {
        this.runs = runs;
        this.store = store;
        this.engine = engine;
        this.pauses = pauses;
        this.awaits = awaits;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Reason of(Principal principal, String id) {
        var run = runs.get(principal, id);
        return switch (Deciding.reason(known(principal, run))) {
            case Reason.Untaken untaken -> polled(principal, untaken);
            case Reason.Unserved(var place, var _) ->
                    new Reason.Unserved(place, elsewhere(principal, place));
            case Reason.Stuck(var attempts, var since, var _) ->
                    new Reason.Stuck(attempts, since, engine.stumble(id).orElse(null));
            case Reason.Timer(var place, var until) ->
                    new Reason.Timer(place, until == null ? until(principal, id, place) : until);
            case Reason.Paused _ ->
                    new Reason.Paused(pauses.find(principal.tenant(), id).orElse(null));
            case Reason.Awaiting(var place, var name, var _, var until) ->
                    new Reason.Awaiting(place, name, assignees(principal, id, place), until);
            case Reason decided -> decided;
        };
    }

    private Reason polled(Principal principal, Reason.Untaken untaken) {
        var place = untaken.place();
        return switch (untaken.polled(engine.polling(place.queue(), untaken.work()))) {
            case Reason.NoWorker _ ->
                    new Reason.NoWorker(
                            place,
                            catalogue.server(principal.tenant(), place.named()).orElse(null));
            case Reason other -> other;
        };
    }

    private List<String> elsewhere(Principal principal, Places.Place place) {
        return place.task() == null
                ? List.of()
                : catalogue
                        .task(principal.tenant(), place.task())
                        .map(Catalogue.Entry::queues)
                        .orElse(List.of());
    }

    private List<String> assignees(Principal principal, String id, Places.Place place) {
        var path = place.path();
        return path == null ? List.of() : awaits.assignees(principal, id, path);
    }

    private Known known(Principal principal, Run run) {
        var ended = run.state().ended();
        Optional<Outlook> outlook = ended ? Optional.empty() : engine.outlook(run.id());
        Optional<RunRow> row = ended ? Optional.empty() : store.find(principal.tenant(), run.id());
        List<StepRow> open =
                row.map(found -> store.open(found.about().key(), MOST_STEPS)).orElse(List.of());
        return new Known(
                run.state(),
                outlook.orElse(null),
                open,
                Duration.ofMillis(store.freshness().lagMs()),
                clock.instant(),
                run.overlay());
    }

    /// As far as the definition says it without an expression.
    private @Nullable Instant until(Principal principal, String id, Places.Place place) {
        try {
            return runs.graph(principal, id).nodes().stream()
                    .filter(node -> node.path().equals(place.path()))
                    .findFirst()
                    .map(node -> node.notes().time())
                    .map(time -> until(time, place.since()))
                    .orElse(null);
        } catch (ApiException e) { // an ad-hoc canvas may be gone
            return null;
        }
    }

    static @Nullable Instant until(String written, @Nullable Instant since) {
        try {
            if (written.startsWith(UNTIL)) {
                return Instant.parse(written.substring(UNTIL.length()));
            }
            return since == null ? null : since.plus(Durations.parse(written));
        } catch (DateTimeParseException | IllegalArgumentException e) { // an expression
            return null;
        }
    }
}
