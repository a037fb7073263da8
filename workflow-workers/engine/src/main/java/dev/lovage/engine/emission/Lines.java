package dev.lovage.engine.emission;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// All lines of an outbox, and which of them may send now. Guarded by the outbox.
final class Lines {
    /// By run id, the one longest untouched first.
    private final SequencedMap<String, Line> lines = new LinkedHashMap<>(64, 0.75f, true);

    private final SequencedSet<Line> ready = new LinkedHashSet<>();
    private final Set<Line> again = new LinkedHashSet<>();
    private long bytes;

    void add(List<Batch> batches) {
        if (batches.isEmpty()) {
            return;
        }
        var run = batches.getFirst().subject().run();
        var line = lines.get(run);
        if (line == null) {
            line = new Line(run);
            lines.put(run, line);
        } else {
            bytes -= line.bytes();
        }
        line.add(batches);
        bytes += line.bytes();
        if (!line.busy()) {
            ready.add(line);
        }
    }

    boolean anyReady() {
        return !ready.isEmpty();
    }

    @Nullable Line takeReady() {
        return ready.isEmpty() ? null : ready.removeFirst();
    }

    /// A record arrived; of a line that was dropped meanwhile it does not matter.
    void arrived(Line line) {
        if (lines.get(line.run()) != line) {
            return;
        }
        bytes -= line.bytes();
        line.arrived();
        if (line.isEmpty()) {
            lines.remove(line.run());
        } else {
            bytes += line.bytes();
            ready.add(line);
        }
    }

    /// A record did not arrive.
    ///
    /// @return whether it is the first one to be sent again
    boolean failed(Line line) {
        if (lines.get(line.run()) != line) {
            return false;
        }
        again.add(line);
        return again.size() == 1;
    }

    /// What did not arrive may be sent again.
    void again() {
        ready.addAll(again);
        again.clear();
    }

    /// Drops the line longest untouched.
    void dropEldest() {
        var line = lines.pollFirstEntry().getValue();
        bytes -= line.bytes();
        ready.remove(line);
        again.remove(line);
        line.forget();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
