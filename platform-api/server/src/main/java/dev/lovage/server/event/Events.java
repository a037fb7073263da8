package dev.lovage.server.event;

import dev.lovage.client.Event;
import dev.lovage.client.Page;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.event.EventLog.Place;
import dev.lovage.server.run.RunStore;
import dev.lovage.server.run.Runs;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;

/// The events of a run, in pages, for whoever may see the run.
@Singleton
public final class Events {
    private final EventLog log;
    private final Runs runs;
    private final Authorizer authorizer;
    private final PageTokens tokens;
    private final RunStore store;

    Events(EventLog log, Runs runs, Authorizer authorizer, PageTokens tokens, RunStore store) {
        this.log = log;
        this.runs = runs;
        this.authorizer = authorizer;
        this.tokens = tokens;
        this.store = store;
    }

    /// The page that a request asks for: `newest`, `pageSize`, `pageToken`.
    public Page<Event> page(Principal principal, String run, Parameters parameters) {
        authorizer.check(principal, Permission.RUN_READ, "run/" + run);
        runs.find(principal, run);
        var newest = parameters.flag("newest");
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var list = "events/" + principal.tenant() + "/" + run + "/" + newest;
        var from = parameters.text("pageToken").map(token -> place(tokens.read(list, token)));
        var rows =
                newest
                        ? log.before(principal.tenant(), run, from.orElse(Place.BEHIND), size + 1)
                        : log.after(principal.tenant(), run, from.orElse(Place.BEFORE), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, position(page.getLast().place())) : null;
        var payload = principal.may(Permission.RUN_PAYLOAD);
        return new Page<>(
                page.stream().map(row -> EventAnswers.of(run, row, payload)).toList(),
                next,
                store.freshness().seen());
    }

    private static List<String> position(Place place) {
        return List.of(
                String.valueOf(place.at().toEpochMilli()), String.valueOf(place.seq()), place.id());
    }

    private static Place place(List<String> position) {
        return new Place(
                Instant.ofEpochMilli(Long.parseLong(position.getFirst())),
                Long.parseLong(position.get(1)),
                position.getLast());
    }
}
