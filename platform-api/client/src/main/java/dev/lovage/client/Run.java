package dev.lovage.client;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One execution of a workflow, of a task, or of a canvas that was sent along.
///
/// @param workflow name of the definition; `adhoc`, or the task's name, with revision 0
/// @param trigger what started it
/// @param times when it was accepted, started, ended
/// @param error of a run that failed
/// @param seen how fresh this is
/// @param parent of a run that is a step of another one
/// @param overlay what is to be said beside the state; absent: nothing
public record Run(
        String id,
        String workflow,
        int revision,
        RunState state,
        Trigger trigger,
        Times times,
        @Nullable Failure error,
        Seen seen,
        @Nullable Parent parent,
        @Nullable Overlay overlay) {

    /// What Celery would call the state.
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public CeleryState celeryState() {
        return CeleryState.of(state, error);
    }

    /// A run that is no step of another one.
    public Run(
            String id,
            String workflow,
            int revision,
            RunState state,
            Trigger trigger,
            Times times,
            @Nullable Failure error,
            Seen seen) {
        this(id, workflow, revision, state, trigger, times, error, seen, null, null);
    }

    /// What Temporal was asked about a run, because nothing was heard of it for a while.
    public enum Overlay {
        /// Workers fail, again and again, to decide how the run goes on.
        WEDGED,
        /// Its work waits in a queue that no worker polls.
        NO_WORKER,
        /// How it stands is right; what its steps did nobody can tell until a worker polls its
        /// queue.
        STALE
    }

    /// Which step of which run this one is.
    public record Parent(String run, String path) {}

    /// What started a run: `api`, `console`, `cli`, `schedule`, `flow`; by whom; with which tags;
    /// on which queue.
    ///
    /// @param rerunOf the run that it repeats
    public record Trigger(
            String kind,
            @Nullable String by,
            List<String> tags,
            @Nullable String queue,
            Rerun.@Nullable Of rerunOf) {
        public Trigger {
            tags = List.copyOf(tags);
        }

        /// Of a run that repeats none.
        public Trigger(
                String kind, @Nullable String by, List<String> tags, @Nullable String queue) {
            this(kind, by, tags, queue, null);
        }
    }

    /// When a run was accepted, taken by a worker, and over.
    public record Times(Instant accepted, @Nullable Instant started, @Nullable Instant ended) {}

    /// How fresh an answer is.
    ///
    /// @param asOf the moment it speaks of
    /// @param source `projection` (the read model) or `temporal`
    /// @param lagMs how far `asOf` lies back because events come in late; 0 where they do not
    public record Seen(Instant asOf, String source, long lagMs) {
        /// Of this moment.
        public Seen(Instant asOf, String source) {
            this(asOf, source, 0);
        }
    }

    /// A run was accepted. It is safe with Temporal from here on.
    public record Accepted(String id, String workflow, int revision, RunState state) {}

    /// How a run ended, or that it has not.
    ///
    /// @param result of a run that succeeded; may be `null` then, too
    /// @param large where a result is that is kept by reference, if that was asked for
    public record Result(
            String id,
            RunState state,
            @Nullable Object result,
            @Nullable Failure error,
            @Nullable Large large) {
        public Result(String id, RunState state, @Nullable Object result, @Nullable Failure error) {
            this(id, state, result, error, null);
        }

        /// What Celery would call the state.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public CeleryState celeryState() {
            return CeleryState.of(state, error);
        }
    }

    /// A step of a run.
    ///
    /// @param kind `task`, `group`, `map`, `value`
    /// @param attempt the last one, from 1; 0 before the first
    /// @param error of a step that failed, or of its last attempt
    /// @param underway what its worker says; absent where it says nothing, or has no more to say
    /// @param stale of an open step: it is shown as it stood when it was last heard of, and may
    ///   stand otherwise by now. So are all open steps of a run with an `overlay`, and of every run
    ///   while `lagMs` is not 0
    public record Step(
            String path,
            String kind,
            StepState state,
            @Nullable Work work,
            StepTimes times,
            int attempt,
            @Nullable Value value,
            @Nullable Failure error,
            @Nullable Underway underway,
            boolean stale) {
        /// Of which no worker says anything.
        public Step(
                String path,
                String kind,
                StepState state,
                @Nullable Work work,
                StepTimes times,
                int attempt,
                @Nullable Value value,
                @Nullable Failure error) {
            this(path, kind, state, work, times, attempt, value, error, null, false);
        }

        /// What Celery would call the state.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public CeleryState celeryState() {
            return CeleryState.of(state);
        }
    }

    /// What a worker says of the attempt at hand: telemetry, which may be missing.
    ///
    /// @param retryAt when the next attempt is due
    /// @param progress the last that the task told
    public record Underway(String worker, @Nullable Instant retryAt, @Nullable Progress progress) {}

    /// How far a task says it is.
    ///
    /// @param total 0 where it is not known
    /// @param message empty for who may not see values
    public record Progress(long done, long total, String message) {}

    /// What a step works on: its task and queue, or how many members it has, or what it waits for,
    /// or the run that it is.
    ///
    /// @param awaits name of the signal
    /// @param until when a wait is over at the latest
    public record Work(
            @Nullable String task,
            @Nullable String queue,
            @Nullable Integer size,
            @Nullable String awaits,
            @Nullable Instant until,
            @Nullable Flow flow) {
        public Work(@Nullable String task, @Nullable String queue, @Nullable Integer size) {
            this(task, queue, size, null, null, null);
        }
    }

    /// A step that is a run of another workflow.
    ///
    /// @param run its id; absent where it was not started
    public record Flow(String workflow, int revision, @Nullable String run) {}

    /// When a step became ready, was first seen running, and ended.
    public record StepTimes(
            @Nullable Instant queued, @Nullable Instant started, @Nullable Instant ended) {
        /// Nobody saw it run.
        public StepTimes(@Nullable Instant queued, @Nullable Instant ended) {
            this(queued, null, ended);
        }
    }

    /// The value of a step that succeeded: in place, or only how large it is.
    ///
    /// @param omitted bytes of a value that is not kept here
    /// @param large where a value is that is kept by reference
    public record Value(@Nullable Object json, @Nullable Long omitted, @Nullable Large large) {
        public Value(@Nullable Object json, @Nullable Long omitted) {
            this(json, omitted, null);
        }
    }

    /// A value that is kept by reference: to be had at `/runs/{run}/values/{sha256}`.
    ///
    /// @param run that made it
    /// @param size bytes of its JSON
    /// @param type media type
    /// @param count number of elements where it is a list
    public record Large(String run, String sha256, long size, String type, @Nullable Long count) {}

    /// The drawn shape of a run or workflow; it does not depend on how far a run has come.
    public record Graph(List<Node> nodes, List<Edge> edges) {
        public Graph {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /// A node of the graph.
    ///
    /// @param path of the step; `*` stands for every index of a map
    /// @param kind `task`, `chain`, `group`, `map`, `switch`, `wait`, `try`, `value`
    /// @param parent path of the container it is drawn in
    /// @param role what it is for: `step`, `branch`, `try`, `catch`, `finally`, `on-success`,
    ///   `on-error`, `undo`
    public record Node(
            String path,
            String kind,
            @Nullable String id,
            @Nullable String label,
            @Nullable String task,
            @Nullable String parent,
            String role,
            Notes notes) {
        public static final String STEP = "step";

        /// A step with nothing else written on it.
        public static Node step(
                String path,
                String kind,
                @Nullable String id,
                @Nullable String label,
                @Nullable String task,
                @Nullable String parent) {
            return new Node(path, kind, id, label, task, parent, STEP, Notes.NONE);
        }
    }

    /// What else is written on a node.
    ///
    /// @param entry when it is taken: the condition of a branch, the codes of a catch
    /// @param when the condition of its `if`
    /// @param time how long it waits, or until when
    public record Notes(@Nullable String entry, @Nullable String when, @Nullable String time) {
        public static final Notes NONE = new Notes(null, null, null);
    }

    /// `to` begins when `from` has ended: it follows in a chain, or belongs to it. Both are paths.
    public record Edge(String from, String to) {}

    /// Why a run is not simply running, or that it is.
    ///
    /// @param sentence for people
    /// @param path of the step that it is about; absent: the run itself
    /// @param since when that began
    /// @param until when it is over, where that is known
    /// @param queue and task that are waited for
    /// @param error of the last attempt
    /// @param advice what a person can do about it; absent: nothing, or nothing has to be done
    /// @param child id of the run that is waited for
    public record Why(
            Kind kind,
            String sentence,
            @Nullable String path,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String queue,
            @Nullable String task,
            @Nullable Failure error,
            @Nullable String advice,
            @Nullable String child) {
        /// Without advice.
        public Why(
                Kind kind,
                String sentence,
                @Nullable String path,
                @Nullable Instant since,
                @Nullable Instant until,
                @Nullable String queue,
                @Nullable String task,
                @Nullable Failure error) {
            this(kind, sentence, path, since, until, queue, task, error, null, null);
        }

        /// What holds a run.
        public enum Kind {
            /// Nothing: it has ended.
            ENDED,
            /// Nothing: it is worked on.
            RUNNING,
            /// Its begin lies ahead.
            SCHEDULED,
            /// Someone paused it.
            PAUSED,
            /// Nobody polls the queue.
            NO_WORKER,
            /// Those who poll the queue have no place free.
            BUSY,
            /// Those who poll the queue do not serve the task.
            NO_HANDLER,
            /// Workers fail to decide how it goes on.
            STUCK,
            /// An attempt failed, and another will be made.
            RETRYING,
            /// A step waits for its time.
            TIMER,
            /// A step waits for another run.
            CHILD,
            /// A step waits for something else.
            WAITING,
            /// What its steps did nobody can tell: no worker polls its queue.
            STALE,
            /// What is shown is older than what is.
            BEHIND
        }
    }

    /// A request for a run of a saved workflow.
    ///
    /// @param revision absent: the latest
    /// @param priority 1 (first) to 5
    /// @param id chosen by the caller
    public record Start(
            @Nullable Object input,
            @Nullable Integer revision,
            @Nullable Integer priority,
            @Nullable List<String> tags,
            @Nullable String id) {
        public static Start with(@Nullable Object input) {
            return new Start(input, null, null, null, null);
        }
    }

    /// A request for a run of a canvas that was never saved.
    ///
    /// @param canvas in the language's own form, or Celery's JSON
    /// @param args with `kwargs` and `options`: of Celery's JSON only, as `apply_async` takes them
    public record StartCanvas(
            Object canvas,
            @Nullable Object input,
            @Nullable List<@Nullable Object> args,
            @Nullable Map<String, @Nullable Object> kwargs,
            @Nullable Map<String, @Nullable Object> options,
            @Nullable Integer priority,
            @Nullable List<String> tags,
            @Nullable String id) {
        public StartCanvas {
            kwargs = kwargs == null ? null : copy(kwargs);
            options = options == null ? null : copy(options);
        }

        /// Of a canvas in the language's own form.
        public static StartCanvas of(Object canvas, @Nullable Object input) {
            return new StartCanvas(canvas, input, null, null, null, null, null, null);
        }
    }

    /// A request for a run of one task.
    ///
    /// @param options of the call, in the language's words and Celery's
    public record StartTask(
            @Nullable List<@Nullable Object> args,
            @Nullable Map<String, @Nullable Object> kwargs,
            @Nullable Map<String, @Nullable Object> options,
            @Nullable List<String> tags,
            @Nullable String id) {
        public StartTask {
            kwargs = kwargs == null ? null : copy(kwargs);
            options = options == null ? null : copy(options);
        }
    }

    /// A pause: nothing new starts, what runs goes on.
    ///
    /// @param reason shown to everyone who looks at the run
    /// @param until when it goes on by itself; absent: when it is resumed
    public record Pause(@Nullable String reason, @Nullable Instant until) {}

    /// Why a run is cancelled, terminated or resumed; goes into the audit trail.
    public record Reason(@Nullable String reason) {}

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
