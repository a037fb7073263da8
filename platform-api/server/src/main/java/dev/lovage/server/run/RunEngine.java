package dev.lovage.server.run;

import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.RunInput;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What executes runs, and knows the truth about them: Temporal.
///
/// Every method answers within two seconds, or throws `UNAVAILABLE`; then it is not known whether a
/// change was made.
public interface RunEngine {
    /// Starts a run, unless there is or was one of this id.
    Started start(Launch launch);

    Optional<Description> describe(String run);

    /// What Temporal knows of a run that is open, or was.
    Optional<Outlook> outlook(String run);

    /// What workers failed with when they last had to decide how the run goes on, where its history
    /// tells.
    Optional<Outlook.Trouble> stumble(String run);

    /// Who asks a queue for work.
    ///
    /// @param queue as on the wire
    Polling polling(String queue, Work work);

    /// How the run ended, waiting for that; nothing while it is open, or when there is no such run.
    Optional<Ending> ending(String run, Duration wait);

    /// What the run was started with, while its history is kept; with the time of its acceptance,
    /// even where a schedule started it.
    Optional<RunInput> input(String run);

    /// What a closed run says that a rerun would do; nothing when nobody can tell: no worker serves
    /// the queue, or the history is gone. Takes longer than other methods: a worker replays the
    /// run.
    ///
    /// @param queue of the run, as on the wire
    Optional<Rerun.Plan> rerun(String run, String queue, Rerun.Wish wish);

    /// Asks the run to stop. False when it has ended, or does not exist.
    boolean cancel(String run, String reason);

    /// Ends the run at once. False when it has ended, or does not exist.
    boolean terminate(String run, String reason);

    /// Tells the run something. False when it has ended, or does not exist.
    ///
    /// @param argument written as JSON
    /// @param id the same once more is told once, for as long as Temporal remembers it
    boolean signal(String run, String signal, Object argument, String id);

    /// What a queue holds.
    enum Work {
        /// Runs, to decide how they go on.
        RUNS,
        /// Their tasks.
        TASKS
    }

    /// Who asks a queue for work.
    ///
    /// @param pollers that asked just now
    /// @param waiting what nobody has taken yet, about
    /// @param oldest how long the first of that has waited
    /// @param rate what they take in a second, of late
    record Polling(int pollers, long waiting, Duration oldest, double rate) {
        public Polling(int pollers, long waiting) {
            this(pollers, waiting, Duration.ZERO, 0);
        }
    }

    /// A run that is to be started.
    ///
    /// @param queue as on the wire
    /// @param timeout of the whole execution
    /// @param bodyHash of the request that asked for it
    record Launch(String run, String queue, Duration timeout, RunInput input, String bodyHash) {}

    /// What came of a start.
    sealed interface Started {
        /// It runs; `temporalRun` is Temporal's id of the execution.
        record Now(String temporalRun) implements Started {}

        /// There was one of this id before.
        record Before(Description description) implements Started {}
    }

    /// A run as Temporal describes it.
    ///
    /// @param temporalRun Temporal's id of the current execution
    /// @param state QUEUED while no worker has taken it; of a closed one what Temporal's own status
    ///   says
    record Description(
            Memo memo,
            String temporalRun,
            RunState state,
            String queue,
            Instant started,
            @Nullable Instant ended) {
        Description accepted(Instant at) {
            return new Description(memo.accepted(at), temporalRun, state, queue, started, ended);
        }
    }

    /// What a run carries for those who look at it from outside.
    record Memo(String tenant, String definition, int revision, Instant accepted, String bodyHash) {
        Memo accepted(Instant at) {
            return new Memo(tenant, definition, revision, at, bodyHash);
        }
    }

    /// How a run ended.
    ///
    /// @param result of a run that succeeded
    record Ending(RunState state, @Nullable Object result, @Nullable Failure error) {}
}
