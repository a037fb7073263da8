package dev.lovage.sdk;

import org.jspecify.annotations.Nullable;

/// A task that is a function: one that is made while the program runs, or stands in for another in
/// a test.
@FunctionalInterface
public interface TaskFunction {
    /// What it gives must be JSON.
    @Nullable Object call(TaskArguments arguments) throws Exception;
}
