package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// One node of a piece of work, with all below it.
///
/// The set is closed: a new kind breaks the build of every `switch` until it is handled.
public sealed interface Canvas {

    /// What every node carries.
    Traits traits();

    /// One task.
    record Call(Traits traits, Callee callee, Arguments arguments) implements Canvas {
        public Call(Traits traits, String task, Arguments arguments) {
            this(traits, new Callee.Named(task), arguments);
        }
    }

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

    /// The first branch whose condition holds; its value. None holds: `prev` passes through.
    record Switch(Traits traits, List<Branch> branches) implements Canvas {
        public Switch {
            branches = List.copyOf(branches);
        }
    }

    /// `body` turn by turn, as long as its condition says so; each turn begins with the value of
    /// the one before. The value is the last turn's.
    ///
    /// @param max turns; when the condition asks for one more, the loop fails
    /// @param as the name under which a turn knows its `index` and, as `value`, what came in
    record Loop(
            Traits traits,
            Asked asked,
            Template condition,
            int max,
            @Nullable String as,
            Canvas body)
            implements Canvas {
        public static final int MOST_TURNS = 1_000_000;
    }

    /// A signal, an outside completion, or a person's decision: the value is what it brings.
    ///
    /// @param name of the signal
    /// @param form a JSON Schema of what may be brought, empty for "anything"
    /// @param assignees the people or groups that are asked
    /// @param timeout when it gives up; absent: with the run
    /// @param onTimeout what then makes the value in its place; absent: it fails
    record Await(
            Traits traits,
            String name,
            Map<String, @Nullable Object> form,
            List<String> assignees,
            @Nullable Until timeout,
            @Nullable Canvas onTimeout)
            implements Canvas {
        public Await {
            form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
            assignees = List.copyOf(assignees);
        }
    }

    /// A durable timer; `prev` passes through.
    record Wait(Traits traits, Until until) implements Canvas {}

    /// Another definition, as a run of its own, whose output is the value.
    ///
    /// @param revision absent: the latest when the run starts
    /// @param with its input; absent: `prev`, if there is one
    /// @param detached goes on by itself: the value is the id of its run
    record Flow(
            Traits traits,
            String name,
            @Nullable Integer revision,
            @Nullable Template with,
            boolean detached)
            implements Canvas {
        /// By which the bundle of a run has the definition.
        public String key() {
            return RunInput.Bundle.key(name, revision);
        }
    }

    /// `body`, and what happens when it fails. The value is that of `body`, or of the catch that
    /// ran.
    ///
    /// @param last the `finally`: runs whatever happened, and changes no value
    /// @param compensate whether the `undo` of every step done in `body` runs when `body` fails
    record Try(
            Traits traits,
            Canvas body,
            List<Catch> catches,
            @Nullable Canvas last,
            boolean compensate)
            implements Canvas {
        public Try {
            catches = List.copyOf(catches);
        }
    }

    /// A state graph: its nodes run in steps, on a state that they share. The value is the final
    /// state.
    record Graph(Traits traits, StateGraph graph) implements Canvas {}

    /// A pure value with expressions in it.
    record Value(Traits traits, Template value) implements Canvas {}

    /// What any node may carry.
    ///
    /// @param id for others to refer to
    /// @param label a text for people
    /// @param options for itself and all below it
    /// @param when the `if`: false skips the step, `prev` passes through, and the value of the step
    ///   and of every step in it is `null`
    /// @param undo takes back what the step did; sees its value as `result`
    record Traits(
            @Nullable String id,
            @Nullable String label,
            Options options,
            @Nullable Template when,
            @Nullable Canvas undo,
            Callbacks callbacks) {
        public static final Traits NONE = of(Options.NONE);

        public static Traits of(Options options) {
            return new Traits(null, null, options, null, null, Callbacks.NONE);
        }
    }

    /// What runs beside all that follows once a step has its final outcome, all at once.
    /// `onSuccess` sees the value as `result`, `onError` the error as `error`.
    record Callbacks(List<Canvas> onSuccess, List<Canvas> onError) {
        public static final Callbacks NONE = new Callbacks(List.of(), List.of());

        public Callbacks {
            onSuccess = List.copyOf(onSuccess);
            onError = List.copyOf(onError);
        }
    }

    /// One way to go.
    ///
    /// @param when gives a bool; absent only in the last branch: else
    record Branch(@Nullable Template when, Canvas body) {}

    /// What is done about an error, which it sees as `error`.
    ///
    /// @param on codes or types of errors; absent: all but `CANCELLED` and `RUN_TIMEOUT`
    record Catch(@Nullable List<String> on, Canvas body) {
        public Catch {
            on = on == null ? null : List.copyOf(on);
        }
    }

    /// Which task a call is of. Its name is also the Temporal activity type.
    sealed interface Callee {
        /// Every name that it may be.
        List<String> names();

        /// The name that stands in the canvas.
        record Named(String task) implements Callee {
            @Override
            public List<String> names() {
                return List.of(task);
            }
        }

        /// Computed when the call is ready.
        ///
        /// @param task gives the name
        record OneOf(Template task, List<String> names) implements Callee {
            public OneOf {
                names = List.copyOf(names);
            }
        }

        /// For people, before it is known which it is.
        default String shown() {
            return String.join(" | ", names());
        }
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

    /// When the condition of a loop is asked, and what makes the loop go on.
    enum Asked {
        /// Before each turn; true.
        WHILE,
        /// After each turn; false.
        UNTIL
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
