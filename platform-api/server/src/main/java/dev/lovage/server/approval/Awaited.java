package dev.lovage.server.approval;

import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Paths;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// An `await` as its definition has it.
///
/// @param pattern its path, with `*` for every item and turn
/// @param form JSON Schema of what it takes; absent: anything
record Awaited(
        String pattern,
        String name,
        @Nullable String label,
        @Nullable Map<String, @Nullable Object> form,
        List<String> assignees) {

    Awaited {
        assignees = List.copyOf(assignees);
    }

    /// All of a definition, as they are drawn.
    static List<Awaited> in(Definition definition) {
        return List.of();
    }

    boolean at(String path) {
        return pattern.equals(Paths.pattern(path));
    }

    /// The answer with the form's defaults filled in.
    ///
    /// @throws InvalidCanvasException for what misses the form
    @Nullable Object filled(@Nullable Object answer) {
        return form == null ? answer : InputSchema.of(form).fill(answer);
    }

    /// For people: the label, else what the form is called, else the name.
    String text() {
        if (label != null) {
            return label;
        }
        return form != null && form.get("title") instanceof String title ? title : name;
    }
}
