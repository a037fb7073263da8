package dev.lovage.server.run;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says in the API's description by what the list of runs can be asked for, and that it comes in
/// pages.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Operation(
        parameters = {
            @Parameter(
                    name = "status",
                    in = ParameterIn.QUERY,
                    description = "states, commas between",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "workflow",
                    in = ParameterIn.QUERY,
                    description = "name of the definition",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "tag",
                    in = ParameterIn.QUERY,
                    description = "a whole tag",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "from",
                    in = ParameterIn.QUERY,
                    description = "accepted at or after this instant",
                    schema = @Schema(type = "string", format = "date-time")),
            @Parameter(
                    name = "to",
                    in = ParameterIn.QUERY,
                    description = "accepted before this instant",
                    schema = @Schema(type = "string", format = "date-time")),
            @Parameter(
                    name = "q",
                    in = ParameterIn.QUERY,
                    description = "beginning of an id, a workflow or a tag",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "overlay",
                    in = ParameterIn.QUERY,
                    description = "what is said beside the state: WEDGED, NO_WORKER, STALE",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "pageSize",
                    in = ParameterIn.QUERY,
                    description = "rows of a page, 1 to 200",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "200")),
            @Parameter(
                    name = "pageToken",
                    in = ParameterIn.QUERY,
                    description = "`nextPageToken` of the page before",
                    schema = @Schema(type = "string"))
        })
@interface Filtered {}
