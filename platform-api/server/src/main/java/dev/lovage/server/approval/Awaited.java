package dev.lovage.server.approval;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Skeleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /// All of a definition, and what its graphs ask before they go on.
    static List<Awaited> in(Definition definition) {
        return Skeleton.places(definition).entrySet().stream()
                .flatMap(place -> of(place.getKey(), place.getValue()))
                .toList();
    }

    private static Stream<Awaited> of(String path, Canvas canvas) {
        if (canvas instanceof Canvas.Graph graph) {
            return graph.graph().interruptBefore().stream()
                    .map(node -> of(question(path, node), graph.graph().question(node)));
        }
        return canvas instanceof Canvas.Await await ? Stream.of(of(path, await)) : Stream.empty();
    }

    private static Awaited of(String path, Canvas.Await await) {
        return new Awaited(
                path,
                await.name(),
                await.traits().label(),
                await.form().isEmpty() ? null : await.form(),
                await.assignees());
    }

    private static String question(String graph, String node) {
        var place = Paths.below(graph, new Paths.Segment.AnyNode(node));
        return Paths.below(place, new Paths.Segment.Interrupt());
    }

    boolean at(String path) {
        return pattern.equals(Paths.pattern(path));
    }

    /// The answer with the form's defaults filled in; none at all is an empty form.
    ///
    /// @throws InvalidCanvasException for what misses the form
    @Nullable Object filled(@Nullable Object answer) {
        if (form == null) {
            return answer;
        }
        boolean empty = answer == null && "object".equals(form.get("type"));
        return InputSchema.of(form).fill(empty ? Map.of() : answer);
    }

    /// For people: the label, else what the form is called, else the name.
    String text() {
        if (label != null) {
            return label;
        }
        return form != null && form.get("title") instanceof String title ? title : name;
    }
}
