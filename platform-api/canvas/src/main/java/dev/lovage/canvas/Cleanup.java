package dev.lovage.canvas;

/// Finds what has to run when a run is told to stop.
final class Cleanup {
    private Cleanup() {}

    /// Whether there is a `catch`, a `finally` or an `undo` in this node.
    static boolean in(Canvas node) {
        return Nodes.of(node).anyMatch(Cleanup::isHere);
    }

    private static boolean isHere(Canvas node) {
        return node.traits().undo() != null
                || (node instanceof Canvas.Try it
                        && (it.last() != null || !it.catches().isEmpty()));
    }
}
