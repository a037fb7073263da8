package dev.lovage.engine.interpreter;

import dev.lovage.canvas.RunInput.Mail;
import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The signals that came before anybody awaited them, in their order; and which came at all.
final class Mailbox {
    private final Set<String> known;
    private final Deque<Signal> waiting;

    /// @param before what the run was told in histories before
    Mailbox(Mail before) {
        this.known = new LinkedHashSet<>(before.known());
        this.waiting = new ArrayDeque<>(before.waiting());
    }

    List<String> known() {
        return List.copyOf(known);
    }

    List<Signal> waiting() {
        return List.copyOf(waiting);
    }

    /// Whether it came before.
    boolean knows(Signal signal) {
        return known.contains(signal.id());
    }

    /// Counts it, unless there were too many.
    boolean admits(Signal signal) {
        return known.size() < Signals.MOST && known.add(signal.id());
    }

    /// Counts and keeps it, unless too many wait.
    boolean keeps(Signal signal) {
        return waiting.size() < Signals.MOST_WAITING && admits(signal) && waiting.add(signal);
    }

    /// The oldest for an await of that name at that path.
    @Nullable Signal take(String name, String path) {
        var signals = waiting.iterator();
        while (signals.hasNext()) {
            var signal = signals.next();
            if (isFor(signal, name, path)) {
                signals.remove();
                return signal;
            }
        }
        return null;
    }

    static boolean isFor(Signal signal, String name, String path) {
        return signal.name().equals(name) && (signal.path() == null || signal.path().equals(path));
    }
}
