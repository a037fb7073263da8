package dev.lovage.server.log;

import dev.lovage.events.LogLine.Level;
import dev.lovage.server.Parameters;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which lines of a run are wanted; an absent part holds nothing back.
///
/// @param step a path: of this step and those within it
/// @param level at least this one
/// @param q a part of the message, in whatever case
record LogFilter(@Nullable String step, Level level, @Nullable String q) {
    static LogFilter of(Parameters parameters) {
        List<Level> levels = parameters.words("level", Level.class);
        return new LogFilter(
                parameters.text("step").orElse(null),
                levels.isEmpty() ? Level.TRACE : levels.getFirst(),
                parameters.text("q").orElse(null));
    }

    /// The pattern of everything within the step.
    @Nullable String within() {
        return step == null
                ? null
                : step.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + ".%";
    }
}
