package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Collects what is wrong while the reading goes on.
final class Flaws {
    /// More than anyone reads, and little enough to answer with.
    private static final int MOST = 500;

    private static final Comparator<Flaw> IN_TEXT_ORDER =
            Comparator.comparing(
                    Flaw::position,
                    Comparator.nullsLast(
                            Comparator.comparingInt(Position::line)
                                    .thenComparingInt(Position::column)));

    private final List<Flaw> found = new ArrayList<>();
    private final Map<String, Position> positions;

    Flaws(Map<String, Position> positions) {
        this.positions = positions;
    }

    /// For what is told apart from these, of the same text.
    Flaws apart() {
        return new Flaws(positions);
    }

    void add(String pointer, String code, String message) {
        add(new Flaw(pointer, code, message, position(pointer)));
    }

    void add(Flaw flaw) {
        if (found.size() < MOST) {
            found.add(flaw);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Flaw> sorted() {
        return found.stream().sorted(IN_TEXT_ORDER).toList();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidCanvasException(sorted());
        }
    }

    /// Of the value itself or, when it is missing, of what should hold it.
    private @Nullable Position position(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var position = positions.get(at);
            if (position != null || at.isEmpty()) {
                return position;
            }
        }
    }
}
