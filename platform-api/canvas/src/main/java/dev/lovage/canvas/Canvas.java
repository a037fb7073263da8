package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One node of a piece of work, with all below it.
///
/// The set is closed: a new kind breaks the build of every `switch` until it is handled.
public sealed interface Canvas {

    /// What every node carries.
    Traits traits();

    /// One task. `task` is its name; it is also the Temporal activity type.
    record Call(Traits traits, String task, Arguments arguments) implements Canvas {}

    /// One after the other; each sees the value before it as `prev`. The value is the last one's.
    record Chain(Traits traits, List<Canvas> members) implements Canvas {
        public Chain {
            members = List.copyOf(members);
        }
    }

    /// All at once. The key of a member is its path segment: its place, or its name when `named`.
    record Group(Traits traits, SequencedMap<String, Canvas> members, boolean named, Fan fan)
            implements Canvas {
        public Group {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
    }

    /// `body` for every element of a list that is known only at run time, each bound to the name
    /// `as`, its place to `index`.
    record Each(
            Traits traits, Template items, String as, @Nullable String index, Canvas body, Fan fan)
            implements Canvas {
        /// The name of an element when the canvas gives none.
        public static final String ITEM = "item";
    }

    /// A pure value with expressions in it.
    record Value(Traits traits, Template value) implements Canvas {}

    /// What any node may carry: a name for others to refer to, a text for people, options for
    /// itself and all below it.
    record Traits(@Nullable String id, @Nullable String label, Options options) {
        public static final Traits NONE = new Traits(null, null, Options.NONE);
    }

    /// How the arguments of a call are made. Neither given: `prev` is the one argument, if there is
    /// a `prev`.
    ///
    /// @param positional gives a list
    /// @param named gives an object
    /// @param pipe `prev` comes first, before the positional ones
    record Arguments(@Nullable Template positional, @Nullable Template named, boolean pipe) {
        public static final Arguments NONE = new Arguments(null, null, false);
    }

    /// How many members run at once, and what a failed one does to the others.
    record Fan(int concurrency, Policy policy) {
        public static final int DEFAULT_CONCURRENCY = 200;
        public static final Fan DEFAULT = new Fan(DEFAULT_CONCURRENCY, Policy.WAIT);
    }

    /// What a failed member of a group or map does.
    enum Policy {
        /// The others go on; then the first error in member order is raised.
        WAIT,
        /// The others are cancelled; then the first error in time is raised.
        FAIL_FAST,
        /// No error: each member's place holds `{value}` or `{error}`.
        COLLECT
    }
}
