package dev.lovage.chaos.check;

import dev.lovage.chaos.check.Operation.Outcome.Done;
import dev.lovage.chaos.check.Operation.Outcome.Refused;
import dev.lovage.chaos.check.Operation.Outcome.Unknown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// I0 and I14: the platform answered, and how.
final class Driving {
    private static final double BEFORE = 0.7;
    private static final double AFTER = 0.95;
    private static final Duration LAST = Duration.ofSeconds(20);
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;

    private Driving() {}

    static Stream<Finding> lived(World world) {
        var driven = world.driven();
        var first =
                driven.episodes().stream()
                        .map(Driven.Episode::begun)
                        .min(Instant::compareTo)
                        .orElse(driven.ended());
        var last = driven.ended().minus(LAST);
        return Stream.of(
                        share(driven, "before the first fault", Instant.MIN, first, BEFORE),
                        share(driven, "at last", last, Instant.MAX, AFTER))
                .flatMap(one -> one);
    }

    private static Stream<Finding> share(
            Driven driven, String when, Instant from, Instant to, double wanted) {
        var then =
                driven.operations().stream()
                        .filter(one -> !one.begun().isBefore(from) && one.begun().isBefore(to))
                        .toList();
        var ok = then.stream().filter(Operation::ok).count();
        return then.isEmpty() || ok < wanted * then.size()
                ? Stream.of(new Finding(when, "%d of %d were done".formatted(ok, then.size())))
                : Stream.of();
    }

    static Stream<Finding> politely(World world) {
        var driven = world.driven();
        return driven.operations().stream().flatMap(one -> impolite(one, driven).stream());
    }

    private static List<Finding> impolite(Operation one, Driven driven) {
        return switch (one.outcome()) {
            case Done _, Unknown _ -> List.of();
            case Refused(int status, boolean retryAfter) -> {
                if (status == UNAVAILABLE && !retryAfter) {
                    yield found(one, "503 without a word on when to come again");
                }
                var took = Duration.between(one.begun(), one.ended());
                var own = driven.stalled(one.begun(), one.ended());
                if (status == UNAVAILABLE && took.minus(own).compareTo(driven.soon()) > 0) {
                    yield found(one, "503 after %s, %s of them the driver's".formatted(took, own));
                }
                yield status >= SERVER_ERROR && status != UNAVAILABLE
                        ? found(one, "status " + status)
                        : List.of();
            }
        };
    }

    private static List<Finding> found(Operation one, String what) {
        return List.of(new Finding(one.kind() + " " + one.key() + " at " + one.begun(), what));
    }
}
