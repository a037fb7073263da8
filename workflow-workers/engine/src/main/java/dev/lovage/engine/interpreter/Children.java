package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InputSchema;

import org.jspecify.annotations.Nullable;

/// The definitions that a run took along, to start them as runs of their own.
public interface Children {
    /// Nothing where the run did not take it along.
    ///
    /// @param key as the bundle of the run has it
    @Nullable Child find(String key);

    /// The revision of one of them; 0 where it was never saved, or not taken along.
    int revision(String key);

    /// The id of the run that is the step at this path; the same again in every replay.
    String id(String name, String path);

    /// One of them, read.
    ///
    /// @param schema of its input
    record Child(Definition definition, int revision, InputSchema schema) {}
}
