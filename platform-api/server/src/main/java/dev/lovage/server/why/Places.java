package dev.lovage.server.why;

import dev.lovage.events.StepChange.Work;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.StepRow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// Where steps and calls stand.
final class Places {
    private Places() {}

    /// What is waited for, and since when.
    ///
    /// @param path absent for the run itself
    /// @param queue as on the wire
    /// @param task absent for the run itself
    record Place(
            @Nullable String path, String queue, @Nullable String task, @Nullable Instant since) {
        /// The queue as authors name it.
        String named() {
            return Places.named(queue);
        }
    }

    /// A queue on the wire, as authors name it.
    static String named(String queue) {
        return queue.substring(queue.lastIndexOf('/') + 1);
    }

    static Place of(Outlook.Call call, Optional<StepRow> step) {
        return new Place(
                step.map(StepRow::path).orElse(null), call.queue(), call.task(), call.since());
    }

    static Place of(StepRow step) {
        return step.work() instanceof Work.Task task
                ? new Place(step.path(), task.queue(), task.name(), step.times().queuedAt())
                : new Place(step.path(), "", null, step.times().queuedAt());
    }

    /// Temporal's id of what the step does.
    static Optional<String> activity(StepRow step) {
        return step.work() instanceof Work.Task task
                ? Optional.ofNullable(task.activityId())
                : Optional.empty();
    }
}
