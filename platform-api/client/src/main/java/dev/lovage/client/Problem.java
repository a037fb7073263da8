package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Why a request was not done, as RFC 9457 has it.
///
/// @param type a URI path that documents the code, `/problems/{code}`
/// @param code `UPPER_SNAKE`, stable
/// @param requestId to be named when asking for help; also in the header `X-Request-Id`
/// @param errors what is wrong in the body, each with the place
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        String code,
        String requestId,
        List<Detail> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /// One thing that is wrong with a body.
    ///
    /// @param pointer JSON pointer, empty for the whole body
    public record Detail(String pointer, String code, String message) {}
}
