package dev.lovage.console.run;

import dev.lovage.client.Run;
import dev.lovage.console.look.Words;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What the page keeps of each step: never its value, which is fetched when a person opens it.
///
/// @param until when what it waits for is over at the latest, or its next attempt is due
/// @param progress how far its task says it is, in words; empty where it says nothing
record StepRow(
        StepPath path,
        String kind,
        StepState state,
        String task,
        int size,
        int attempt,
        @Nullable Instant queued,
        @Nullable Instant begun,
        @Nullable Instant ended,
        String error,
        @Nullable Instant until,
        String progress) {
    /// One that waits for nothing.
    StepRow(
            StepPath path,
            String kind,
            StepState state,
            String task,
            int size,
            int attempt,
            @Nullable Instant queued,
            @Nullable Instant begun,
            @Nullable Instant ended,
            String error) {
        this(path, kind, state, task, size, attempt, queued, begun, ended, error, null, "");
    }

    static StepRow of(Run.Step step) {
        var work = step.work();
        var error = step.error();
        return new StepRow(
                new StepPath(step.path()),
                step.kind(),
                step.state(),
                work == null || work.task() == null ? "" : work.task(),
                work == null || work.size() == null ? 0 : work.size(),
                step.attempt(),
                step.times().queued(),
                step.times().started(),
                step.times().ended(),
                error == null ? "" : error.code() + ": " + error.message(),
                until(step),
                progress(step.underway()));
    }

    private static @Nullable Instant until(Run.Step step) {
        var underway = step.underway();
        if (underway != null && underway.retryAt() != null) {
            return underway.retryAt();
        }
        var work = step.work();
        return work == null || step.state().ended() ? null : work.until();
    }

    private static String progress(Run.@Nullable Underway underway) {
        var progress = underway == null ? null : underway.progress();
        if (progress == null) {
            return "";
        }
        return progress.total() > 0
                ? 100 * progress.done() / progress.total() + " %"
                : "%,d".formatted(progress.done());
    }

    /// How it stands, and how far it is.
    String standing() {
        var word = Words.state(state);
        return progress.isEmpty() ? word : word + " · " + progress;
    }

    /// What is written in the corner of its box.
    String note() {
        if (state == StepState.RETRYING) {
            return "× " + attempt;
        }
        if (!progress.isEmpty()) {
            return progress;
        }
        return queued == null || ended == null
                ? ""
                : Words.duration(Duration.between(queued, ended));
    }
}
