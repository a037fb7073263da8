package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a `graph` holds: channels of state, nodes that read and update them, and edges that say
/// which nodes come next.
///
/// @param state its channels by name
/// @param start the node that is active first
/// @param nodes by name, in the order in which their updates are merged
/// @param maxSteps at most so many steps, [#MOST_STEPS] at the utmost
/// @param interruptBefore nodes that wait for an answer before they run
public record StateGraph(
        SequencedMap<String, Channel> state,
        String start,
        SequencedMap<String, Node> nodes,
        List<Edge> edges,
        int maxSteps,
        List<String> interruptBefore) {
    /// Stands where a node may be named, and ends the branch.
    public static final String END = "end";

    public static final int DEFAULT_MAX_STEPS = 25;
    public static final int MOST_STEPS = 10_000;

    public StateGraph {
        state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        edges = List.copyOf(edges);
        interruptBefore = List.copyOf(interruptBefore);
    }

    /// What is asked before this node runs, an `await` of its name.
    public Canvas.Await question(String node) {
        return Question.of(this, node);
    }

    /// One value of the state.
    ///
    /// @param initial what it is before the first step; sees what the graph sees
    public record Channel(Template initial, Merge merge) {}

    /// How an update becomes part of a channel.
    public sealed interface Merge {
        /// The ways that have a name.
        enum Rule implements Merge {
            /// The new value alone; two in one step are an error.
            REPLACE,
            /// The new list behind the old one.
            APPEND,
            /// The sum of both numbers.
            ADD,
            /// The old list, then what of the new one is not in it yet.
            UNION,
            /// The members of both objects; where both have one, the new one's.
            MERGE;

            @Nullable Object initial() {
                return switch (this) {
                    case REPLACE -> null;
                    case APPEND, UNION -> List.of();
                    case ADD -> 0L;
                    case MERGE -> Map.of();
                };
            }

            /// Whether this way is one for such a value.
            public boolean takes(@Nullable Object value) {
                return switch (this) {
                    case REPLACE -> true;
                    case APPEND, UNION -> value instanceof List;
                    case ADD -> value instanceof Number;
                    case MERGE -> value instanceof Map;
                };
            }

            /// What it takes, in words.
            public String words() {
                return switch (this) {
                    case REPLACE -> "any value";
                    case APPEND, UNION -> "a list";
                    case ADD -> "a number";
                    case MERGE -> "an object";
                };
            }
        }

        /// What an expression over `old` and `new` gives.
        record Computed(Template value) implements Merge {}

        /// What a channel is at first when nothing else is said.
        default Template otherwise() {
            return new Template.Literal(this instanceof Rule rule ? rule.initial() : null);
        }
    }

    /// Any canvas, and what it updates.
    ///
    /// @param update gives an object of channels from the value of `body`, its `result`; absent:
    ///   that value itself
    public record Node(Canvas body, @Nullable Template update) {}

    /// What comes after a node. All edges of a node are taken.
    public sealed interface Edge {
        String from();

        /// Leads to one node.
        ///
        /// @param to its name, or [#END]
        record To(String from, String to) implements Edge {}

        /// Leads to what an expression says.
        ///
        /// @param choice gives a node, [#END], a list of them, or of `{node, with}`
        record Choose(String from, Template choice) implements Edge {}
    }
}
