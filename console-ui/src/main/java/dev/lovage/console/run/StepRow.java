package dev.lovage.console.run;

import dev.lovage.client.Run;
import dev.lovage.console.look.Words;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What the page keeps of each step: never its value, which is fetched when a person opens it.
///
/// @param until when what it waits for is over at the latest
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
        @Nullable Instant until) {
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
        this(path, kind, state, task, size, attempt, queued, begun, ended, error, null);
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
                work == null || step.state().ended() ? null : work.until());
    }

    /// What is written in the corner of its box.
    String note() {
        if (state == StepState.RETRYING) {
            return "× " + attempt;
        }
        return queued == null || ended == null
                ? ""
                : Words.duration(Duration.between(queued, ended));
    }
}
