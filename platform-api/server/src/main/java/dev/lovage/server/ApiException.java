package dev.lovage.server;

import dev.lovage.client.Problem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// A request that ends with a problem instead of an answer.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final String detail;
    private final transient List<Problem.Detail> errors;
    private final @Nullable Duration retryAfter;

    private ApiException(
            Code code,
            String detail,
            List<Problem.Detail> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /// A problem of this kind; `detail` tells people what is wrong, and the way out.
    public static ApiException of(Code code, String detail) {
        return new ApiException(code, detail, List.of(), null, null);
    }

    public static ApiException of(Code code, String detail, List<Problem.Detail> errors) {
        return new ApiException(code, detail, errors, null, null);
    }

    /// One place in the request is wrong: a JSON pointer into the body, or `?name` for a parameter.
    public static ApiException at(Code code, String pointer, String message) {
        return of(code, message, List.of(new Problem.Detail(pointer, code.name(), message)));
    }

    /// A dependency does not answer; nothing the caller could do but ask again.
    public static ApiException unavailable(String dependency, @Nullable Throwable cause) {
        return new ApiException(
                Code.UNAVAILABLE,
                dependency + " does not answer. Repeat the request, with the same Idempotency-Key.",
                List.of(),
                Duration.ofSeconds(1),
                cause);
    }

    /// This node has enough to do; another one, or this one later, may have not.
    public static ApiException busy(String detail, Duration retryAfter) {
        return new ApiException(Code.UNAVAILABLE, detail, List.of(), retryAfter, null);
    }

    public static ApiException tooMany(String detail, Duration retryAfter) {
        return new ApiException(Code.RATE_LIMITED, detail, List.of(), retryAfter, null);
    }

    public Code code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<Problem.Detail> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
