package dev.lovage.console;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Why;
import dev.lovage.client.Run.Why.Kind;
import dev.lovage.console.FakeApi.Reply;
import dev.lovage.events.RunState;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the fake api says of runs that do not run, and how they are stopped.
final class FakeSteering {
    private final Fixtures data;
    private final Map<String, Run.Pause> pauses = new ConcurrentHashMap<>();

    /// Every run that was stopped, and how.
    final List<String> stopped = new CopyOnWriteArrayList<>();

    FakeSteering(Fixtures data) {
        this.data = data;
    }

    Why why(Run run) {
        var pause = pauses.get(run.id());
        if (pause != null) {
            var why = "admin paused the run: " + pause.reason() + ".";
            var since = Instant.now();
            return new Why(Kind.PAUSED, why, null, since, pause.until(), null, null, null);
        }
        if (run.id().equals(TurningRun.TURNING)) {
            var until = Instant.now().plusSeconds(5_400);
            var why = "do.2 waits for `release` until 2026-11-21 18:00:00 UTC.";
            return new Why(Kind.WAITING, why, "do.2", null, until, null, null, null);
        }
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

    Reply pause(String id, Run.Pause pause) {
        pauses.put(id, pause);
        stopped.add("pause " + id);
        turn(id, RunState.PAUSED);
        return new Reply(202, null);
    }

    Reply resume(Run run) {
        pauses.remove(run.id());
        stopped.add("resume " + run.id());
        turn(run.id(), RunState.RUNNING);
        return new Reply(202, null);
    }

    private void turn(String id, RunState state) {
        synchronized (data) {
            data.runs.replaceAll(run -> run.id().equals(id) ? now(run, state, null) : run);
        }
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
        return now(run, state, Instant.now());
    }

    private static Run now(Run run, RunState state, Instant ended) {
        return new Run(
                run.id(),
                run.workflow(),
                run.revision(),
                state,
                run.trigger(),
                new Run.Times(run.times().accepted(), run.times().started(), ended),
                null,
                run.seen());
    }
}
