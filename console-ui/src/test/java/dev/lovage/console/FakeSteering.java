package dev.lovage.console;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Why;
import dev.lovage.client.Run.Why.Kind;
import dev.lovage.console.FakeApi.Reply;
import dev.lovage.events.RunState;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the fake api says of runs that do not run, and how they are stopped.
final class FakeSteering {
    private final Fixtures data;

    /// Every run that was stopped, and how.
    final List<String> stopped = new CopyOnWriteArrayList<>();

    FakeSteering(Fixtures data) {
        this.data = data;
    }

    Why why(Run run) {
        if (run.state() == RunState.QUEUED) {
            return new Why(
                    Kind.NO_WORKER,
                    "No worker polls the queue `media`; the run goes on as soon as one does.",
                    null,
                    Instant.now().minusSeconds(84),
                    null,
                    "media",
                    null,
                    null);
        }
        if (run.id().equals(Fixtures.CONTROL)) {
            return new Why(
                    Kind.RETRYING,
                    "`credit.approve` at do.3.catch.0 failed twice, last with HTTP_503: "
                            + Fixtures.SCRIPT
                            + "; it is tried again soon.",
                    "do.3.catch.0",
                    Instant.now().minusSeconds(20),
                    Instant.now().plusSeconds(40),
                    "default",
                    "credit.approve",
                    null);
        }
        return new Why(
                run.state().ended() ? Kind.ENDED : Kind.RUNNING,
                run.state().ended() ? "The run has ended." : "6 tasks run.",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Reply stop(Run run, String how) {
        if (run.state().ended()) {
            return FakeApi.problem(409, "RUN_ENDED", "The run has ended already.");
        }
        stopped.add(how + " " + run.id());
        synchronized (data) {
            data.runs.replaceAll(other ->
                    other.id().equals(run.id())
                            ? ended(
                                    run,
                                    how.equals("cancel") ? RunState.CANCELLED : RunState.TERMINATED)
                            : other);
        }
        return new Reply(202, null);
    }

    private static Run ended(Run run, RunState state) {
        return new Run(
                run.id(),
                run.workflow(),
                run.revision(),
                state,
                run.trigger(),
                new Run.Times(run.times().accepted(), run.times().started(), Instant.now()),
                null,
                run.seen());
    }
}
