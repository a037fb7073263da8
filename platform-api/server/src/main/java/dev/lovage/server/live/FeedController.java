package dev.lovage.server.live;

import dev.lovage.client.Page;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Caller;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.event.Events;
import dev.lovage.server.run.Runs;
import dev.lovage.server.stream.EventStreams;
import dev.lovage.server.stream.Parcel;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import java.util.Set;

/// `/events`: which runs change, as server-sent events.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedController {
    private final Feed feed;
    private final Runs runs;
    private final Events events;

    FeedController(Feed feed, Runs runs, Events events) {
        this.feed = feed;
        this.runs = runs;
        this.events = events;
    }

    /// What happens to runs, as server-sent events: ids and states, in the order in which the rows
    /// changed. `Last-Event-ID` goes on where a stream ended.
    @Operation(
            parameters = {
                @Parameter(
                        name = "workflow",
                        in = ParameterIn.QUERY,
                        description = "name of the definition",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "states, commas between",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "tag",
                        in = ParameterIn.QUERY,
                        description = "a whole tag",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "steps",
                        in = ParameterIn.QUERY,
                        description = "true: changed steps, too",
                        schema = @Schema(type = "boolean"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM))
    @Get(uri = "/events", produces = MediaType.TEXT_EVENT_STREAM)
    @Allowed(with = Permission.RUN_READ, feed = true)
    HttpResponse<Publisher<Parcel>> all(
            @Parameter(hidden = true) Caller caller, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var wanted =
                new Wanted(
                        tenant(caller.principal()),
                        null,
                        parameters.text("workflow").orElse(null),
                        Set.copyOf(parameters.words("status", RunState.class)),
                        parameters.text("tag").orElse(null),
                        parameters.flag("steps"));
        return EventStreams.answer(feed.follow(caller, "run/*", wanted, since(request)));
    }

    /// What was told of a run in the last days, oldest first; with `newest=true` newest first. For
    /// who accepts `text/event-stream` what happens to it and its steps from now on, as server-sent
    /// events; `Last-Event-ID` goes on where a stream ended.
    @Get(
            uri = "/runs/{id}/events",
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Paged
    @Operation(
            parameters =
                    @Parameter(
                            name = "newest",
                            in = ParameterIn.QUERY,
                            description = "newest first",
                            schema = @Schema(type = "boolean")))
    @ApiResponse(
            responseCode = "200",
            description = "Events",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Page.class)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM)
            })
    @Allowed(with = Permission.RUN_READ)
    HttpResponse<?> one(
            @Parameter(hidden = true) Caller caller, String id, HttpRequest<?> request) {
        var principal = caller.principal();
        if (!request.accept().contains(MediaType.TEXT_EVENT_STREAM_TYPE)) {
            return HttpResponse.ok(events.page(principal, id, Parameters.of(request)))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        feed.check(principal, "run/" + id);
        runs.find(principal, id);
        var wanted = new Wanted(principal.tenant(), id, null, Set.of(), null, true);
        return EventStreams.answer(feed.follow(caller, "run/" + id, wanted, since(request)));
    }

    private static @Nullable String tenant(Principal principal) {
        return principal.kind() == Principal.Kind.FEED ? null : principal.tenant();
    }

    private static @Nullable Positions since(HttpRequest<?> request) {
        var id = request.getHeaders().get("Last-Event-ID");
        if (id == null || id.isEmpty()) {
            return null;
        }
        return Positions.parse(id)
                .orElseThrow(() ->
                        ApiException.of(
                                Code.MALFORMED,
                                "Last-Event-ID is no id of an event of this feed. Leave it out to"
                                        + " begin now."));
    }
}
