package dev.lovage.worker.builtin;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;

import org.slf4j.event.Level;

import java.util.Optional;

/// `log.write`.
final class LogTasks {

    @Task(value = "log.write", description = "Writes a line to the worker's log; gives it back.")
    public String write(String message, Optional<Level> level, TaskContext context) {
        context.logger().atLevel(level.orElse(Level.INFO)).log("{}", message);
        return message;
    }
}
