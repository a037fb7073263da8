package dev.lovage.server.approval;

import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.client.Signal;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// Judges what somebody answers before a run is told.
final class Answers {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int LONGEST_MESSAGE = 1_000;

    private Answers() {}

    /// The value with defaults filled in, as the first of the awaits that it fits takes it. Where
    /// none of them is known anything goes.
    static @Nullable Object value(List<Awaited> awaits, @Nullable Object value) {
        InvalidCanvasException misfit = null;
        for (var awaited : awaits) {
            try {
                return awaited.filled(value);
            } catch (InvalidCanvasException e) {
                misfit = misfit == null ? e : misfit;
            }
        }
        if (misfit == null) {
            return value;
        }
        throw ApiException.of(
                Code.ANSWER_INVALID,
                "The value does not match the form of `" + awaits.getFirst().name() + "`.",
                Bodies.details("/value", misfit.flaws()));
    }

    static void check(Signal.Refusal error) {
        if (error.code() == null || !CODE.matcher(error.code()).matches()) {
            throw ApiException.at(
                    Code.INVALID,
                    "/error/code",
                    "A code is 1 to 64 capital letters, digits and `_`, a letter first.");
        }
        if (error.message() == null || error.message().length() > LONGEST_MESSAGE) {
            throw ApiException.at(
                    Code.INVALID, "/error/message", "A message has at most 1,000 characters.");
        }
    }
}
