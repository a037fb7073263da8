package dev.lovage.server.schedule;

import dev.lovage.client.Page;
import dev.lovage.client.Schedule;
import dev.lovage.server.Bodies;
import dev.lovage.server.PageTokens;
import dev.lovage.server.Paged;
import dev.lovage.server.Parameters;
import dev.lovage.server.Preconditions;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import java.time.Clock;
import java.util.List;

/// `/schedules`: what is run by the clock.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ScheduleController {
    private static final String TOLD = "Temporal was told";

    private final Schedules schedules;
    private final Steering steering;
    private final Backfilling backfilling;
    private final Previews previews;
    private final PageTokens tokens;
    private final Clock clock;

    ScheduleController(
            Schedules schedules,
            Steering steering,
            Backfilling backfilling,
            Previews previews,
            PageTokens tokens,
            Clock clock) {
        this.schedules = schedules;
        this.steering = steering;
        this.backfilling = backfilling;
        this.previews = previews;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Schedules by name; those too that Temporal has and nobody saved here, as UNKNOWN.
    @Get("/schedules")
    @Allowed(with = Permission.SCHEDULE_READ)
    @Paged
    @Operation(
            parameters =
                    @Parameter(
                            name = "workflow",
                            in = ParameterIn.QUERY,
                            description = "only those of this workflow or task",
                            schema = @Schema(type = "string")))
    Page<Schedule> list(Principal principal, HttpRequest<?> request) {
        var parameters = Parameters.of(request);
        var size = parameters.pageSize(Parameters.DEFAULT_PAGE);
        var label = parameters.text("workflow").orElse(null);
        var list = "schedules/" + principal.tenant() + "/" + label;
        var after = parameters.text("pageToken").map(token -> tokens.read(list, token).getFirst());
        var rows = schedules.list(principal, label, after.orElse(null), size + 1);
        var page = rows.size() > size ? rows.subList(0, size) : rows;
        var next =
                rows.size() > size
                        ? tokens.write(list, List.of(page.getLast().key().name()))
                        : null;
        return new Page<>(
                page.stream().map(row -> row.answer(payload(principal))).toList(),
                next,
                clock.instant());
    }

    /// One schedule, with how it stands.
    @Get("/schedules/{name}")
    @Allowed(with = Permission.SCHEDULE_READ)
    HttpResponse<Schedule> get(Principal principal, String name) {
        return tagged(principal, HttpResponse.ok(), schedules.get(principal, name));
    }

    /// Why a schedule starts no run at this moment, or when it will.
    @Get("/schedules/{name}/why")
    @Allowed(with = Permission.SCHEDULE_READ)
    Schedule.Why why(Principal principal, String name) {
        return schedules.why(principal, name);
    }

    /// Saves a schedule, as JSON or YAML; Temporal has it a moment later, as `status.applied` says.
    @Put("/schedules/{name}")
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_YAML,
        "application/yaml",
        "text/yaml"
    })
    @Allowed(with = {Permission.SCHEDULE_WRITE, Permission.RUN_START})
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Put.class)))
    HttpResponse<Schedule> save(
            Principal principal, String name, HttpRequest<?> request, @Body byte[] body) {
        var saved =
                schedules.save(
                        principal,
                        name,
                        Bodies.document(body),
                        Preconditions.of(request.getHeaders()));
        return tagged(
                principal,
                saved.made() ? HttpResponse.created("") : HttpResponse.ok(),
                saved.row());
    }

    /// Deletes a schedule. Runs that it has started go on.
    @Delete("/schedules/{name}")
    @Allowed(with = Permission.SCHEDULE_WRITE)
    HttpResponse<?> delete(Principal principal, String name, HttpRequest<?> request) {
        schedules.delete(principal, name, Preconditions.of(request.getHeaders()));
        return HttpResponse.noContent();
    }

    /// Pauses a schedule, until a moment if one is given.
    @Post("/schedules/{name}/pause")
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Pause.class)))
    @Allowed(with = Permission.SCHEDULE_WRITE)
    @ApiResponse(responseCode = "202", description = TOLD)
    HttpResponse<?> pause(Principal principal, String name, HttpRequest<byte[]> request) {
        steering.pause(principal, name, Bodies.optional(request, Schedule.Pause.class));
        return HttpResponse.accepted();
    }

    /// Resumes a schedule.
    @Post("/schedules/{name}/resume")
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Pause.class)))
    @Allowed(with = Permission.SCHEDULE_WRITE)
    @ApiResponse(responseCode = "202", description = TOLD)
    HttpResponse<?> resume(Principal principal, String name, HttpRequest<byte[]> request) {
        steering.resume(principal, name, Bodies.optional(request, Schedule.Pause.class));
        return HttpResponse.accepted();
    }

    /// Runs a schedule now, whatever its spec says.
    @Post("/schedules/{name}/trigger")
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Trigger.class)))
    @Allowed(with = Permission.SCHEDULE_WRITE)
    @ApiResponse(responseCode = "202", description = TOLD)
    HttpResponse<?> trigger(Principal principal, String name, HttpRequest<byte[]> request) {
        steering.trigger(principal, name, Bodies.optional(request, Schedule.Trigger.class));
        return HttpResponse.accepted();
    }

    /// Runs a schedule for the times of the past that have no run, or counts them.
    @Post("/schedules/{name}/backfill")
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Backfill.class)))
    @Allowed(with = Permission.SCHEDULE_WRITE)
    Schedule.Backfilled backfill(Principal principal, String name, @Body byte[] body) {
        return backfilling.backfill(principal, name, Bodies.read(body, Schedule.Backfill.class));
    }

    /// Tells when a spec would run, saved or not.
    @Post("/schedules:preview")
    @RequestBody(content = @Content(schema = @Schema(implementation = Schedule.Previewing.class)))
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_YAML,
        "application/yaml",
        "text/yaml"
    })
    @Allowed(with = Permission.SCHEDULE_READ)
    Schedule.Preview preview(Principal principal, @Body byte[] body) {
        return previews.preview(
                principal, Bodies.as(Bodies.document(body), Schedule.Previewing.class));
    }

    private static boolean payload(Principal principal) {
        return principal.may(Permission.RUN_PAYLOAD);
    }

    private static HttpResponse<Schedule> tagged(
            Principal principal, MutableHttpResponse<?> response, ScheduleRow row) {
        return response.body(row.answer(payload(principal))).header("ETag", Schedules.tag(row));
    }
}
