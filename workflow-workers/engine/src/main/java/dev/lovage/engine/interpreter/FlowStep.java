package dev.lovage.engine.interpreter;

import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

/// A run of its own that is ready to be started as a step.
///
/// @param key of its definition in the bundle
/// @param run its id
/// @param input with the schema's defaults filled in
/// @param priority of its calls, where they do not say otherwise
/// @param detached its end is of no interest
public record FlowStep(
        String path,
        String key,
        Children.Child child,
        String run,
        @Nullable Object input,
        @Nullable Integer priority,
        boolean detached) {
    Work work() {
        return new Work.Flow(child.definition().name(), child.revision(), run);
    }
}
