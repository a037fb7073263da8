package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.RunInput;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A run as the interpreter gets it: what to do, with what, under which rules.
///
/// @param deadline when the run is told that its time is up; absent where nobody would act on it
/// @param inputs what is bound for all of the run: `input` and `run`
/// @param before what is done before it begins
public record Program(
        Definition definition,
        @Nullable Instant deadline,
        Policies policies,
        Map<String, @Nullable Object> inputs,
        Before before,
        Expressions expressions,
        Children children) {
    public Program {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /// What of a run is done before it begins, or goes on.
    ///
    /// @param others how steps of another run ended, by path: announced, and not run again
    /// @param done how its own steps ended in histories before
    /// @param open the containers, waits and awaits that have begun there, the first of them first,
    ///   and until when they must have ended
    /// @param turns where loops stand, in a form of their own
    /// @param ready since when steps wait for the time of their start
    /// @param over containers that have ended, and are walked through for what stands in them
    /// @param mail what the run was told
    public record Before(
            Map<String, Outcome> others,
            Map<String, Outcome> done,
            Map<String, Instant> open,
            Map<String, Object> turns,
            Map<String, Instant> ready,
            Set<String> over,
            RunInput.Mail mail) {
        public static final Before NOTHING = of(Map.of());

        public Before {
            others = Map.copyOf(others);
            done = Collections.unmodifiableMap(new LinkedHashMap<>(done));
            open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
            turns = Map.copyOf(turns);
            ready = Map.copyOf(ready);
            over = Set.copyOf(over);
        }

        /// Of a run that begins, but takes over these steps of another.
        public static Before of(Map<String, Outcome> others) {
            return new Before(
                    others, Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), RunInput.Mail.NONE);
        }
    }

    /// The options of calls, beneath what the canvas itself says.
    ///
    /// @param defaults of the definition
    /// @param priority of the run
    /// @param tasks each task's own
    public record Policies(
            Queues queues,
            Options defaults,
            @Nullable Integer priority,
            Map<String, Options> tasks) {
        public Policies {
            tasks = Map.copyOf(tasks);
        }

        /// Whether a call of `task` may be made where the run is interpreted: the task has declared
        /// itself, and the canvas does not refuse.
        boolean inline(Options said, String task) {
            var declared = tasks.getOrDefault(task, Options.NONE).inline();
            return Boolean.TRUE.equals(declared) && !Boolean.FALSE.equals(said.inline());
        }

        /// How urgent the calls of a child are, unless they say otherwise.
        @Nullable Integer priority(Options said) {
            return said.over(new Options(null, priority, Options.Retry.NONE, Options.Timeouts.NONE))
                    .over(defaults)
                    .priority();
        }

        /// The options of a call of `task`: what the canvas says, with the rest filled in.
        Options complete(Options said, String task) {
            return said.over(new Options(null, priority, Options.Retry.NONE, Options.Timeouts.NONE))
                    .over(defaults)
                    .over(tasks.getOrDefault(task, Options.NONE))
                    .over(Options.PLATFORM);
        }
    }
}
