package dev.lovage.testkit;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;

import java.util.stream.Collectors;

/// Tells a run in lines, one for each step.
final class Story {
    private static final int SHOWN = 100;

    private Story() {}

    static String of(TestRun run) {
        return run.steps().values().stream()
                .map(Story::line)
                .collect(
                        Collectors.joining(
                                "\n  ",
                                "The run is %s%s. Its steps:\n  "
                                        .formatted(
                                                run.state(),
                                                run.error().map(e -> ": " + of(e)).orElse("")),
                                ""));
    }

    static String of(Failure failure) {
        var where = failure.path().isEmpty() ? "" : " at " + failure.path();
        return failure.code() + where + ", " + failure.message();
    }

    private static String line(StepChange step) {
        var error = step.error();
        var tail = error == null ? value(step.value()) : " " + error.code() + " " + error.message();
        return "%-22s %-10s %s%s".formatted(step.path(), step.state(), work(step.work()), tail);
    }

    private static String work(Work work) {
        return switch (work) {
            case Work.Task task -> task.name();
            case Work.Container container -> container.kind() + " of " + container.size();
            case Work.Timer _ -> "wait";
            case Work.Await await -> "await " + await.name();
            case Work.Flow flow -> "flow " + flow.name();
            case Work.Pure _ -> "value";
        };
    }

    private static String value(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> "";
            case Payload.Inline(var value) -> " → " + cut(String.valueOf(value));
            case Payload.Omitted(long bytes) -> " → " + bytes + " bytes";
            case Payload.Reference reference -> " → " + reference.size() + " bytes";
        };
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
