package dev.lovage.engine;

import static java.util.Map.entry;

import dev.lovage.canvas.celery.Difference;
import dev.lovage.engine.CeleryCase.Expectation;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What comes of the cases in which something else happens here: by the id of the case, which
/// [Difference] it is, and what it means for the case.
final class CeleryAnswers {
    /// @param instead of what was watched
    record Answer(Difference difference, Expectation instead) {}

    /// Answered before anything is started.
    static final String REFUSED = "REFUSED";

    static final Map<String, Answer> BY_CASE =
            Map.ofEntries(
                    entry("sig-14", errback("do")),
                    entry("chain-39", errback("do.1")),
                    entry("chord-19", errback("do.0.g.0")),
                    entry("sig-24", failure(Difference.UNSERIALIZABLE, "BAD_RESULT")),
                    entry("chain-34", success(Difference.PRIORITY, "Priority: 4")),
                    entry(
                            "opt-04",
                            success(Difference.PRIORITY, List.of("Priority: 2", "Priority: 2"))),
                    entry(
                            "opt-05",
                            success(
                                    Difference.PRIORITY,
                                    Map.of(
                                            "args",
                                            List.of(List.of("Priority: 2", "Priority: 2")),
                                            "kwargs",
                                            Map.of()))),
                    entry("opt-06", success(Difference.PRIORITY, "Priority: 2")),
                    entry("chain-40", success(Difference.EMPTY_CHAIN, null)),
                    entry(
                            "opt-16",
                            new Answer(
                                    Difference.REFUSED_AT_ONCE,
                                    new Expectation(
                                            REFUSED, null, "NO_MEANING", null, Map.of(), false))),
                    entry("json-04", success(Difference.UNTYPED_CHAIN, 4L)),
                    entry("task-09", failure(Difference.LIMITS, "TIMEOUT_SOFT")),
                    entry("task-15", failure(Difference.IGNORE, "Ignore")),
                    entry("task-20", failure(Difference.IGNORE, "Ignore")),
                    entry(
                            "task-22",
                            success(Difference.STAMPS, Collections.singletonMap("stamps", null))),
                    entry("replace-02", once()),
                    entry("replace-05", once()),
                    entry("replace-17", success(Difference.REPLACED, List.of(42L), "42")),
                    entry("addchord-01", success(Difference.ADD_TO_CHORD, List.of(0L))));

    private CeleryAnswers() {}

    private static Answer success(Difference difference, Object result) {
        return new Answer(difference, Expectation.success(result));
    }

    private static Answer failure(Difference difference, String type) {
        return new Answer(difference, Expectation.failure(type));
    }

    private static Answer success(Difference difference, Object result, String noted) {
        return new Answer(difference, Expectation.success(result).noting("log", noted));
    }

    private static Answer once() {
        return success(Difference.REPLACED, 42L, "42");
    }

    /// The step that failed, of which the error tells that it gets.
    private static Answer errback(String path) {
        return new Answer(
                Difference.ERRBACK_ARGUMENT,
                Expectation.failure("ExpectedException").noting("errback_id", path));
    }
}
