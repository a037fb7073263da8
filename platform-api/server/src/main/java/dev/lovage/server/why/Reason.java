package dev.lovage.server.why;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.server.run.Outlook.Trouble;
import dev.lovage.server.run.PauseStore.Pause;
import dev.lovage.server.run.RunEngine.Polling;
import dev.lovage.server.run.RunEngine.Work;
import dev.lovage.server.task.Catalogue.Server;
import dev.lovage.server.why.Places.Place;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What holds a run, or that nothing does.
sealed interface Reason {
    /// It is over.
    ///
    /// @param heard the read model shows it, too
    record Ended(RunState state, boolean heard) implements Reason {}

    /// Nobody knows more than what is shown.
    record Forgotten() implements Reason {}

    record Later(Instant until) implements Reason {}

    /// By whom, the one who reads it knows only from another place.
    record Paused(@Nullable Pause pause) implements Reason {}

    /// Nobody has taken it yet: why not, only the queue can tell.
    record Untaken(Place place, Work work) implements Reason {
        Reason polled(Polling polling) {
            return polling.pollers() == 0 ? new NoWorker(place, null) : new Busy(place, polling);
        }
    }

    /// Nobody asks for work.
    ///
    /// @param last who served the queue last: that, only the catalogue can tell
    record NoWorker(Place place, @Nullable Server last) implements Reason {}

    /// Those who ask for work have enough.
    record Busy(Place place, Polling polling) implements Reason {}

    /// Those who ask for work do not serve the task.
    ///
    /// @param elsewhere queues where others do: that, only the catalogue can tell
    record Unserved(Place place, List<String> elsewhere) implements Reason {
        public Unserved {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /// Workers fail to decide how it goes on.
    ///
    /// @param trouble that a worker had with it: that, only its history can tell
    record Stuck(int attempts, Instant since, @Nullable Trouble trouble) implements Reason {}

    /// It failed, and is tried again.
    ///
    /// @param until when the next attempt begins
    record Retrying(Place place, Failure failure, @Nullable Instant until) implements Reason {}

    record Running(int tasks) implements Reason {}

    /// A step waits for its time: for which, its definition may tell.
    record Timer(Place place, @Nullable Instant until) implements Reason {}

    /// A step waits for an answer from outside: whose, its definition may tell.
    ///
    /// @param assignees none: anybody's
    record Awaiting(Place place, String name, List<String> assignees, @Nullable Instant until)
            implements Reason {
        public Awaiting {
            assignees = List.copyOf(assignees);
        }
    }

    /// A step is another run, which has not ended.
    record Child(Place place, String run) implements Reason {}

    /// What its steps did nobody can tell.
    ///
    /// @param queue of the run, as authors name it
    record Stale(@Nullable String queue) implements Reason {}

    /// A step waits for something else.
    record Waiting(Place place) implements Reason {}

    record Behind(Duration lag) implements Reason {}
}
