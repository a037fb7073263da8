package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.RunInput.Ended;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is used once more when a run is repeated, and what runs again.
///
/// The chosen step runs again with all that stands in it, what follows it in its chain, the
/// containers around it, and what follows those. What the run has not done well, or not at all,
/// runs as it would; so does what follows a step whose value is no longer kept. Everything else is
/// used as it was.
public final class Rerun {
    /// The query that asks a run for its [Plan], given a [Wish].
    public static final String QUERY = "lovage.rerun";

    /// What is taken over is at most so much JSON: it travels in the start of the new run.
    public static final long MAX_BYTES = 1024 * 1024;

    private Rerun() {}

    /// What was asked for; neither `from` nor `only`: all of it runs again.
    ///
    /// @param from path of the step that runs again, with all that depends on it
    /// @param only path of the step that runs again, and nothing because of it
    /// @param edited the input is another one
    public record Wish(@Nullable String from, @Nullable String only, boolean edited) {
        @Nullable String step() {
            return from == null ? only : from;
        }
    }

    /// How a step of the run ended.
    public sealed interface Past {
        /// Well, and what it left is known: DONE or PASSED.
        record Kept(Ended ended) implements Past {}

        /// By its `if`, which is asked again.
        record Skipped() implements Past {}

        /// Well, but its value is not known any more.
        record Gone() implements Past {}

        /// In this state, which is not a good one, or not at all.
        record Unwell(String state) implements Past {}
    }

    /// What would be done.
    ///
    /// @param known whether all that the run did was at hand
    /// @param reached whether the run ever came to the step that was asked for
    /// @param lines the steps in the order of the canvas; of those in a step that runs again, or is
    ///   used again, only that step
    /// @param steps what is taken over, by path
    public record Plan(boolean known, boolean reached, List<Line> lines, Map<String, Ended> steps) {
        public static final Plan UNKNOWN = new Plan(false, false, List.of(), Map.of());

        public Plan {
            lines = List.copyOf(lines);
            steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        }
    }

    /// What becomes of a step, or of all that have its place in the drawing.
    ///
    /// @param path with `*` for every item
    /// @param used how many are used as they were
    /// @param again how many run again
    /// @param why of the first that runs again, else of the first
    /// @param state in which that one ended, if that is why
    public record Line(String path, int used, int again, Why why, @Nullable String state) {
        Line and(Line other) {
            var telling = again > 0 || other.again == 0 ? this : other;
            return new Line(
                    path, used + other.used, again + other.again, telling.why, telling.state);
        }
    }

    /// Why a step runs again, or does not.
    public enum Why {
        /// It is used as it was.
        DONE,
        /// It was skipped, and asks its `if` again.
        SKIPPED,
        /// It was asked for.
        CHOSEN,
        /// Everything was asked for.
        ALL,
        /// A step in it runs again.
        AROUND,
        /// A step before it runs again.
        FOLLOWS,
        /// It did not end well.
        UNWELL,
        /// The run never came to it.
        NEVER,
        /// Its value is not kept any more, or too large to be taken over.
        GONE,
        /// It was undone.
        UNDONE,
        /// Its items come from the input, which is another one.
        INPUT,
        /// It comes at the end in any case.
        LAST
    }

    /// The step that has to run again instead of this one, which runs only because of what became
    /// of that: a callback, an `undo`, what catches an error.
    public static Optional<String> instead(String path) {
        var segments = Paths.parse(path).orElse(List.of());
        for (int i = 0; i < segments.size(); i++) {
            if (belongs(segments.get(i))) {
                return Optional.of(i == 0 ? Paths.BODY : Paths.of(segments.subList(0, i)));
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(Segment segment) {
        return segment instanceof Segment.OnSuccess
                || segment instanceof Segment.OnError
                || segment instanceof Segment.Undo
                || segment instanceof Segment.Caught;
    }

    /// What would become of each step.
    ///
    /// @param past how the steps of the run ended, by path; what is not in it never ran
    public static Plan plan(Definition definition, Map<String, Past> past, Wish wish) {
        return new RerunWalk(past, wish).plan(definition);
    }
}
