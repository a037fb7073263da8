package dev.lovage.console.workflow;

import dev.lovage.client.Workflow;

import org.jspecify.annotations.Nullable;

/// The schema of a workflow's input.
public final class Inputs {
    private Inputs() {}

    /// Absent where the definition says nothing of its input.
    public static @Nullable Object schema(Workflow.Revision revision) {
        return revision.definition().get("input");
    }
}
