package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Problem;
import dev.lovage.client.ProblemException;
import dev.lovage.client.UnreachableException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// What went wrong, in a sentence; what to do; and the request to name when asking for help.
public record Said(String what, String way, @Nullable String request) {

    /// A sentence for anything that a call of the api can throw.
    public static Said about(RuntimeException problem) {
        return switch (problem) {
            case ProblemException refused -> about(refused.problem());
            case UnreachableException silent ->
                    new Said(
                            Objects.requireNonNullElse(silent.getMessage(), ""),
                            text("unreachable.way"),
                            null);
            // whatever it is, it is ours: the log has it, the person gets a sentence
            default -> new Said(text("broken.what"), text("broken.way"), null);
        };
    }

    private static Said about(Problem problem) {
        var what = Objects.requireNonNullElse(problem.detail(), problem.title());
        return new Said(what, way(problem.status()), problem.requestId());
    }

    private static String way(int status) {
        return switch (status) {
            case 401 -> text("problem.401");
            case 403 -> text("problem.403");
            case 404 -> text("problem.404");
            case 429 -> text("problem.429");
            case 503 -> text("problem.503");
            default -> status < 500 ? "" : text("problem.500");
        };
    }
}
