package dev.lovage.server;

import dev.lovage.client.Problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The one place where a failed request becomes an answer: ours, and the framework's own.
@Singleton
@Produces(MediaType.APPLICATION_JSON_PROBLEM)
final class Problems
        implements ExceptionHandler<ApiException, MutableHttpResponse<?>>,
                ErrorResponseProcessor<Problem> {

    @Override
    @SuppressWarnings("rawtypes") // the framework's own signature
    public MutableHttpResponse<?> handle(HttpRequest request, ApiException e) {
        HttpRequest<?> asked = request;
        var response = HttpResponse.<Problem>status(HttpStatus.valueOf(e.code().status()));
        var wait = e.retryAfter();
        if (wait != null) {
            response.header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        }
        if (e.code() == Code.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return written(response, problem(asked, e.code(), e.detail(), e.errors()));
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var code = code(response.code());
        var detail =
                code.status() < 500 && code != Code.NOT_FOUND
                        ? context.getErrors().stream()
                                .map(Error::getMessage)
                                .findFirst()
                                .orElse(null)
                        : null;
        var status = HttpStatus.valueOf(code.status());
        return written(
                response.status(status), problem(context.getRequest(), code, detail, List.of()));
    }

    private static MutableHttpResponse<Problem> written(
            MutableHttpResponse<?> response, Problem problem) {
        return response.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE).body(problem);
    }

    private static Problem problem(
            HttpRequest<?> request,
            Code code,
            @Nullable String detail,
            List<Problem.Detail> errors) {
        return new Problem(
                "/problems/" + code.name(),
                code.title(),
                code.status(),
                detail,
                request.getPath(),
                code.name(),
                RequestIds.of(request),
                errors);
    }

    /// The framework knows statuses only.
    private static Code code(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.FORBIDDEN;
            case 404 -> Code.NOT_FOUND;
            case 405 -> Code.METHOD_NOT_ALLOWED;
            case 406 -> Code.NOT_ACCEPTABLE;
            case 413 -> Code.TOO_LARGE;
            case 415 -> Code.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> Code.UNAVAILABLE;
            default -> status < 500 ? Code.MALFORMED : Code.INTERNAL;
        };
    }
}
