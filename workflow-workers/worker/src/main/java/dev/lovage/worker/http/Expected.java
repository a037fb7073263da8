package dev.lovage.worker.http;

import dev.lovage.sdk.TaskFailure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/// Which statuses are a success, and what the others mean for another attempt.
record Expected(IntPredicate fits) {
    /// Too early, too many, or a trouble that may pass.
    private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429, 500, 502, 503, 504);

    private static final int SHOWN = 1_000;

    static Expected of(Optional<List<Integer>> statuses) {
        return new Expected(
                statuses.<IntPredicate>map(list -> list::contains)
                        .orElse(status -> status / 100 == 2));
    }

    /// @throws TaskFailure `HTTP_STATUS`, with how long to wait where the answer says so
    void require(Received answer) {
        if (fits.test(answer.status())) {
            return;
        }
        var failure =
                TaskFailure.of(
                                "HTTP_STATUS",
                                "%s answered %d".formatted(answer.address(), answer.status()))
                        .withDetails(
                                Map.of(
                                        "status",
                                        answer.status(),
                                        "headers",
                                        answer.headers(),
                                        "body",
                                        beginning(answer)));
        if (!MAY_PASS.contains(answer.status())) {
            throw failure.permanent();
        }
        throw pause(answer).map(failure::retryAfter).orElse(failure);
    }

    private static Optional<Duration> pause(Received answer) {
        return Optional.ofNullable(answer.headers().get("retry-after")).flatMap(RetryAfter::of);
    }

    private static String beginning(Received answer) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
