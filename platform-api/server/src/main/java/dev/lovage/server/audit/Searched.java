package dev.lovage.server.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says in the API's description by what the audit can be asked for, and that it comes in pages.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Operation(
        parameters = {
            @Parameter(
                    name = "run",
                    in = ParameterIn.QUERY,
                    description = "id of a run: what was done to it, and to its approvals",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "subject",
                    in = ParameterIn.QUERY,
                    description = "what it is about, whole: `workflow/first-look`; not with `run`",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "by",
                    in = ParameterIn.QUERY,
                    description = "name of the person or the token",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "action",
                    in = ParameterIn.QUERY,
                    description = "`run:start`, `workflow:write`, ..",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "from",
                    in = ParameterIn.QUERY,
                    description = "asked for at or after this instant",
                    schema = @Schema(type = "string", format = "date-time")),
            @Parameter(
                    name = "to",
                    in = ParameterIn.QUERY,
                    description = "asked for before this instant",
                    schema = @Schema(type = "string", format = "date-time")),
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
@interface Searched {}
