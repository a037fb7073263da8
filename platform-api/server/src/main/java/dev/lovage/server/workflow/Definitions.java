package dev.lovage.server.workflow;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Skeleton;
import dev.lovage.client.Run;
import dev.lovage.client.Workflow;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Supplier;

/// Definitions as the language reads and writes them, with its flaws as problems.
public final class Definitions {
    private Definitions() {}

    /// What `reading` gives; throws `CANVAS_INVALID` with everything that is wrong.
    ///
    /// @param prefix pointer to what is read, in the body of the request
    public static <T> T read(String prefix, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidCanvasException e) {
            throw ApiException.of(
                    Code.CANVAS_INVALID,
                    "The definition has " + count(e.flaws().size()) + ".",
                    Bodies.details(prefix, e.flaws()));
        }
    }

    /// A revision that was saved.
    public static Definition read(Workflow.Revision revision) {
        return CanvasReader.definition(revision.definition());
    }

    /// The one canonical form.
    public static Map<String, @Nullable Object> tree(Definition definition) {
        return CanvasWriter.tree(definition);
    }

    /// The shape, as it is drawn.
    public static Run.Graph graph(Definition definition) {
        var skeleton = Skeleton.of(definition);
        return new Run.Graph(
                skeleton.nodes().stream().map(Definitions::node).toList(),
                skeleton.edges().stream().map(e -> new Run.Edge(e.from(), e.to())).toList());
    }

    private static Run.Node node(Skeleton.Node node) {
        var notes = node.notes();
        return new Run.Node(
                node.path(),
                node.kind().word(),
                node.id(),
                node.label(),
                node.task(),
                node.parent(),
                node.role().word(),
                new Run.Notes(notes.entry(), notes.when(), notes.time()));
    }

    private static String count(int flaws) {
        return flaws == 1 ? "a mistake" : flaws + " mistakes";
    }
}
