package dev.lovage.canvas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// What is told to a run while it goes on.
///
/// Each travels as JSON, the one argument of the Temporal signal that is named beside it. Readers
/// ignore fields they do not know.
public sealed interface Signals {
    /// Carries a [Signal].
    String SIGNAL = "lovage.signal";

    /// Carries a [Pause].
    String PAUSE = "lovage.pause";

    /// Carries a [Resume].
    String RESUME = "lovage.resume";

    /// What is awaited and not yet there, at most.
    int MOST_WAITING = 1_000;

    /// Signals to one run, at most; the same id again does not count.
    int MOST = 5_000;

    /// Drawn by the one who sends it: what comes twice counts once.
    String id();

    /// The Temporal signal that carries it.
    default String wire() {
        return switch (this) {
            case Signal _ -> SIGNAL;
            case Pause _ -> PAUSE;
            case Resume _ -> RESUME;
        };
    }

    /// What an `await` of that name waits for: a value, or the error with which it fails.
    ///
    /// @param path of the one that is meant; absent: the one that waits longest
    /// @param by who sent it
    record Signal(
            String id,
            String name,
            @Nullable String path,
            @Nullable Object value,
            @Nullable Fault error,
            @Nullable String by)
            implements Signals {
        public Signal {
            requireNonNull(id, "`id` is missing");
            requireNonNull(name, "`name` is missing");
        }
    }

    /// Why what was awaited did not come to be.
    ///
    /// @param code `UPPER_SNAKE`
    record Fault(String code, String message) {
        public Fault {
            requireNonNull(code, "`code` is missing");
            requireNonNull(message, "`message` is missing");
        }
    }

    /// From now on the run begins nothing new.
    ///
    /// @param until a moment at which it goes on by itself, `2026-12-24T18:00:00Z`
    record Pause(String id, String reason, @Nullable String by, @Nullable String until)
            implements Signals {
        public Pause {
            requireNonNull(id, "`id` is missing");
            requireNonNull(reason, "`reason` is missing");
        }
    }

    /// The run goes on.
    record Resume(String id, String reason, @Nullable String by) implements Signals {
        public Resume {
            requireNonNull(id, "`id` is missing");
            requireNonNull(reason, "`reason` is missing");
        }
    }
}
