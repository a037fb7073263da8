package dev.lovage.console.workflow;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;

import java.util.ArrayList;
import java.util.List;

/// What changed from one text to another, line by line; of what stayed a few lines around.
sealed interface Change {
    /// Lines of what stayed that are shown before and after each change.
    int AROUND = 3;

    /// Lines that stayed.
    record Same(List<String> lines) implements Change {
        public Same {
            lines = List.copyOf(lines);
        }
    }

    /// Lines that stayed and are not shown.
    record Left(int count) implements Change {}

    /// Lines that the new text has no more.
    record Removed(List<String> lines) implements Change {
        public Removed {
            lines = List.copyOf(lines);
        }
    }

    /// Lines that only the new text has.
    record Added(List<String> lines) implements Change {
        public Added {
            lines = List.copyOf(lines);
        }
    }

    /// In the order of the lines; nothing for equal texts.
    static List<Change> between(String before, String after) {
        var old = before.lines().toList();
        DiffAlgorithmI<String> algorithm =
                MyersDiffWithLinearSpace.factory().create(String::equals);
        var deltas = DiffUtils.diff(old, after.lines().toList(), algorithm, null).getDeltas();
        List<Change> changes = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        int from = 0;
        for (var delta : deltas) {
            int at = delta.getSource().getPosition();
            if (at > from) {
                changed(changes, gone, come);
                changes.addAll(stayed(old.subList(from, at), !changes.isEmpty(), true));
            }
            gone.addAll(delta.getSource().getLines());
            come.addAll(delta.getTarget().getLines());
            from = at + delta.getSource().size();
        }
        changed(changes, gone, come);
        if (!deltas.isEmpty()) {
            changes.addAll(stayed(old.subList(from, old.size()), true, false));
        }
        return changes;
    }

    /// What is gone first, as one does not read it between what is new.
    private static void changed(List<Change> changes, List<String> gone, List<String> come) {
        if (!gone.isEmpty()) {
            changes.add(new Removed(gone));
        }
        if (!come.isEmpty()) {
            changes.add(new Added(come));
        }
        gone.clear();
        come.clear();
    }

    /// @param after there is a change before these lines
    /// @param before there is a change behind them
    private static List<Change> stayed(List<String> lines, boolean after, boolean before) {
        int head = after ? AROUND : 0;
        int end = lines.size() - (before ? AROUND : 0);
        if (end - head <= 1) {
            return lines.isEmpty() ? List.of() : List.of(new Same(lines));
        }
        List<Change> changes = new ArrayList<>();
        if (after) {
            changes.add(new Same(lines.subList(0, head)));
        }
        changes.add(new Left(end - head));
        if (before) {
            changes.add(new Same(lines.subList(end, lines.size())));
        }
        return changes;
    }
}
