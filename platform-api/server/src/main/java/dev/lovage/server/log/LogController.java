package dev.lovage.server.log;

import dev.lovage.client.Log;
import dev.lovage.client.Page;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Caller;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.stream.EventStreams;

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import java.time.Clock;
import java.util.List;

/// `/runs/{id}/logs`: what the tasks of a run logged.
@Controller("/api/v1/runs/{id}/logs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogController {
    private final Logs logs;
    private final PageTokens tokens;
    private final Clock clock;

    LogController(Logs logs, PageTokens tokens, Clock clock) {
        this.logs = logs;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// What the tasks of a run logged, oldest first; with `newest=true` newest first. With
    /// `follow=true` as server-sent events, one a line, from `Last-Event-ID` on.
    @Get(produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Paged
    @Operation(
            parameters = {
                @Parameter(
                        name = "step",
                        in = ParameterIn.QUERY,
                        description = "only lines of the step with this path, and those within it",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "level",
                        in = ParameterIn.QUERY,
                        description = "the least level: trace, debug, info, warn, error",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "q",
                        in = ParameterIn.QUERY,
                        description = "a part of the message, in whatever case",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "newest",
                        in = ParameterIn.QUERY,
                        description = "newest first",
                        schema = @Schema(type = "boolean")),
                @Parameter(
                        name = "follow",
                        in = ParameterIn.QUERY,
                        description = "go on for as long as the reader reads",
                        schema = @Schema(type = "boolean"))
            })
    @ApiResponse(responseCode = "200", description = "Lines")
    @Allowed(with = Permission.RUN_PAYLOAD)
    HttpResponse<?> logs(
            @Parameter(hidden = true) Caller caller, String id, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var filter = LogFilter.of(parameters);
        if (parameters.flag("follow")) {
            return EventStreams.answer(logs.follow(caller, id, filter, since(request)));
        }
        return HttpResponse.ok(page(caller.principal(), id, filter, parameters))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private Page<Log> page(
            Principal principal, String id, LogFilter filter, Parameters parameters) {
        var newest = parameters.flag("newest");
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var list = "logs/" + principal.tenant() + "/" + id + "/" + filter + "/" + newest;
        var from =
                parameters
                        .text("pageToken")
                        .map(token -> Long.parseLong(tokens.read(list, token).getFirst()))
                        .orElse(newest ? Long.MAX_VALUE : 0L);
        var rows = logs.page(principal, id, filter, newest, from, size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next = rows.size() > size ? tokens.write(list, List.of(page.getLast().id())) : null;
        return new Page<>(page, next, clock.instant());
    }

    private static long since(HttpRequest<?> request) {
        var id = request.getHeaders().get("Last-Event-ID");
        try {
            return id == null || id.isEmpty() ? 0 : Long.parseLong(id);
        } catch (NumberFormatException _) {
            throw ApiException.of(
                    Code.MALFORMED,
                    "Last-Event-ID is no id of a line. Leave it out to begin with the first.");
        }
    }
}
