package dev.lovage.server.approval;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says in the API's description by what the list of approvals can be asked for, and that it comes
/// in pages.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Operation(
        parameters = {
            @Parameter(
                    name = "mine",
                    in = ParameterIn.QUERY,
                    description = "only those that you may decide",
                    schema = @Schema(type = "boolean")),
            @Parameter(
                    name = "workflow",
                    in = ParameterIn.QUERY,
                    description = "name of the definition",
                    schema = @Schema(type = "string")),
            @Parameter(
                    name = "run",
                    in = ParameterIn.QUERY,
                    description = "id of the run",
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
@interface Sought {}
