package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/// What takes back the steps that a compensating `try` has done, the newest last.
sealed interface UndoLog {
    UndoLog NONE = new Nowhere();

    /// A step succeeded that says how to undo it.
    void note(Undo undo);

    /// What takes one step back.
    ///
    /// @param at where the step stands, with its value before it
    record Undo(Canvas node, Place at) {
        static Undo of(Canvas node, Place step, @Nullable Object value) {
            var at = step.below(new Segment.Undo()).seeing("result", value).after(value);
            return new Undo(node, at.noting(NONE));
        }
    }

    /// No `try` around compensates.
    record Nowhere() implements UndoLog {
        @Override
        public void note(Undo undo) {}
    }

    /// Of one run of the body of a `try`.
    final class Kept implements UndoLog {
        private final Deque<Undo> undos = new ArrayDeque<>();

        @Override
        public void note(Undo undo) {
            undos.addLast(undo);
        }

        /// The `try` went well: from now on it is up to the one around.
        void handTo(UndoLog outer) {
            undos.forEach(outer::note);
            undos.clear();
        }

        @Nullable Undo newest() {
            return undos.pollLast();
        }
    }
}
