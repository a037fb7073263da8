package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A named canvas with what it takes, what it gives, and what holds for all of its runs.
///
/// @param defaults options of every call that does not say otherwise; its queue is the run's own
public record Definition(
        String name,
        @Nullable String description,
        List<String> tags,
        Contract contract,
        Options defaults,
        Lifetime lifetime,
        Canvas body,
        Ending ending) {

    /// The name of a canvas that was started without being saved.
    public static final String ADHOC = "adhoc";

    /// Where runs go that name no queue.
    public static final String QUEUE = "default";

    public Definition {
        tags = List.copyOf(tags);
    }

    /// Whether there is something to do about a run that is told to stop: to catch that, to undo
    /// what was done, to end in order, or to tell somebody.
    public boolean cleansUp() {
        return ending.last() != null
                || !ending.callbacks().onError().isEmpty()
                || Cleanup.in(body)
                || ending.callbacks().onSuccess().stream().anyMatch(Cleanup::in);
    }

    /// Where its runs go.
    public String queue() {
        return defaults.queue() == null ? QUEUE : defaults.queue();
    }

    /// Every node of it, with those inside others.
    public Stream<Canvas> nodes() {
        return Nodes.of(this);
    }

    /// When Temporal itself ends a run: after its own time-out, or, where the run cleans up, after
    /// all that this may take.
    public Duration executionTimeout() {
        return cleansUp() ? lifetime.all() : lifetime.runTimeout();
    }

    /// What goes in and out.
    ///
    /// @param input a JSON Schema 2020-12, empty for "anything"
    /// @param search up to eight fields of the input by which runs can be found, as `input.field`
    /// @param output how the result is made; absent: the last value
    /// @param mayCall tasks that a task may call, by the canvas with which it answers, besides
    ///   those that the definition itself calls
    public record Contract(
            Map<String, @Nullable Object> input,
            List<String> search,
            @Nullable Template output,
            List<String> mayCall) {
        public static final Contract OPEN = new Contract(Map.of(), List.of(), null);

        public Contract(
                Map<String, @Nullable Object> input,
                List<String> search,
                @Nullable Template output) {
            this(input, search, output, List.of());
        }

        public Contract {
            input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
            search = List.copyOf(search);
            mayCall = List.copyOf(mayCall);
        }
    }

    /// How long a run may take, and how long it may clean up after that.
    public record Lifetime(Duration runTimeout, Duration cancelGrace, Duration cleanupTimeout) {
        public static final Lifetime DEFAULT =
                new Lifetime(Duration.ofHours(24), Duration.ofSeconds(30), Duration.ofMinutes(5));

        private static final Duration AWAITING = Duration.ofDays(30);

        /// What holds for a definition that says nothing: people take their time.
        static Lifetime usual(Canvas body, Ending ending) {
            return Nodes.of(body, ending).anyMatch(Canvas.Await.class::isInstance)
                    ? new Lifetime(AWAITING, DEFAULT.cancelGrace, DEFAULT.cleanupTimeout)
                    : DEFAULT;
        }

        /// So that a run says itself how it ended, and is not cut off while it does.
        private static final Duration MARGIN = Duration.ofSeconds(10);

        Duration all() {
            return runTimeout.plus(cleanupTimeout).plus(cancelGrace).plus(MARGIN);
        }
    }

    /// What is done once the body has ended: the callbacks of the whole run, and a node that runs
    /// whatever happened.
    public record Ending(Canvas.Callbacks callbacks, @Nullable Canvas last) {
        public static final Ending NONE = new Ending(Canvas.Callbacks.NONE, null);
    }
}
