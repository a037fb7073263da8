package dev.lovage.server.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run.Overlay;
import dev.lovage.client.Run.Why.Kind;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.PauseStore.Pause;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Memo;
import dev.lovage.server.run.RunEngine.Polling;
import dev.lovage.server.run.StepRow;
import dev.lovage.server.task.Catalogue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class DecidingTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Outlook.Trouble BUSY = new Outlook.Trouble("HTTP_503", "Come back later.");

    private RunState state = RunState.RUNNING;
    private RunState temporal = RunState.RUNNING;
    private Instant begins = NOW.minusSeconds(60);
    private Outlook.Turn turn;
    private Duration lag = Duration.ZERO;
    private final List<Outlook.Call> calls = new ArrayList<>();
    private final List<StepRow> open = new ArrayList<>();

    private Outlook outlook() {
        var memo = new Memo("acme", "census", 3, begins, "hash");
        return new Outlook(
                new Description(memo, "t-1", temporal, "acme/media", begins, null),
                begins,
                turn,
                calls,
                7);
    }

    private Reason reason() {
        return Deciding.reason(new Known(state, outlook(), open, lag, NOW));
    }

    private String sentence() {
        return Telling.why(reason()).sentence();
    }

    private static Outlook.Call call(int seconds, boolean taken, int attempt) {
        return new Outlook.Call(
                "a-1",
                "files.read",
                "acme/gpu",
                NOW.minusSeconds(seconds),
                taken,
                attempt,
                attempt > 1 ? NOW.plusSeconds(7) : null,
                attempt > 1 ? BUSY : null);
    }

    private static StepRow step(String path, StepState state, Work work, Failure error) {
        return new StepRow(
                path,
                state,
                work,
                1,
                new StepRow.Times(NOW.minusSeconds(30), null, null),
                Payload.NONE,
                error);
    }

    private static Failure failure(String code) {
        return new Failure(code, code, "no worker", "files.read", "do.0", 2, true, null);
    }

    @Test
    void aRunThatEndedHasEnded() {
        state = RunState.FAILED;
        assertThat(sentence()).isEqualTo("The run has ended: failed.");
    }

    @Test
    void anEndThatIsNotYetHeardOfIsTold() {
        temporal = RunState.SUCCEEDED;
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.ENDED);
        assertThat(sentence()).contains("its last events are on their way");
    }

    @Test
    void aRunThatTemporalForgotIsWhatWasHeardLast() {
        var known = new Known(RunState.RUNNING, null, List.of(), lag, NOW);
        assertThat(Deciding.reason(known)).isEqualTo(new Reason.Forgotten());
    }

    @Test
    void aRunThatStartsLaterSaysWhen() {
        begins = NOW.plusSeconds(90);
        assertThat(sentence()).isEqualTo("The run starts at 2026-11-20 12:01:30 UTC.");
    }

    @Test
    void aPausedRunIsPaused() {
        state = RunState.PAUSED;
        turn = new Outlook.Turn(NOW.minusSeconds(60), false, 1);
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.PAUSED);
    }

    @Test
    void aPauseTellsWhoAskedForItUntilWhenAndWhy() {
        var pause = new Pause("anna", "Deploy. ", NOW.minusSeconds(5), NOW.plusSeconds(60));
        var why = Telling.why(new Reason.Paused(pause));

        assertThat(why.sentence())
                .isEqualTo("anna paused the run until 2026-11-20 12:01:00 UTC: Deploy.");
        assertThat(why.since()).isEqualTo(NOW.minusSeconds(5));
        assertThat(Telling.why(new Reason.Paused(new Pause("anna", null, NOW, null))).sentence())
                .isEqualTo("anna paused the run.");
    }

    @Test
    void anAwaitComesBeforeATimerAndTellsForWhatAndUntilWhen() {
        open.add(step("do.0", StepState.WAITING, new Work.Timer(NOW.plusSeconds(9)), null));
        open.add(step("do.1", StepState.WAITING, new Work.Await("go", NOW.plusSeconds(60)), null));

        assertThat(sentence()).isEqualTo("do.1 waits for `go` until 2026-11-20 12:01:00 UTC.");
        var mine =
                new Reason.Awaiting(
                        Places.of(open.getLast()), "go", List.of("anna", "role:editor"), null);
        assertThat(Telling.why(mine).sentence())
                .isEqualTo("do.1 waits for `go` by anna or role:editor.");
    }

    @Test
    void aTimerTellsWhenItIsOver() {
        open.add(step("do.0", StepState.WAITING, new Work.Timer(NOW.plusSeconds(60)), null));

        assertThat(sentence()).isEqualTo("do.0 waits until 2026-11-20 12:01:00 UTC.");
    }

    @Test
    void aRunThatNoWorkerTakesAsksItsQueue() {
        turn = new Outlook.Turn(NOW.minusSeconds(10), false, 1);
        var untaken = (Reason.Untaken) reason();

        assertThat(Telling.why(untaken.polled(new Polling(0, 1))))
                .hasFieldOrPropertyWithValue("kind", Kind.NO_WORKER)
                .hasFieldOrPropertyWithValue("queue", "media")
                .hasFieldOrPropertyWithValue("since", NOW.minusSeconds(10))
                .hasFieldOrPropertyWithValue(
                        "sentence",
                        "No worker polls the queue `media`; the run goes on as soon as one does.");
        var last = new Catalogue.Server("w-7", NOW.minusSeconds(60));
        assertThat(Telling.why(new Reason.NoWorker(untaken.place(), last)))
                .satisfies(why ->
                        assertThat(why.sentence())
                                .endsWith(
                                        "`w-7` was the last that served it, until 2026-11-20"
                                                + " 11:59:00 UTC."))
                .hasFieldOrPropertyWithValue("advice", "Start a worker for the queue `media`.");
        assertThat(
                        Telling.why(
                                        untaken.polled(
                                                new Polling(4, 1200, Duration.ofSeconds(9), 2.5)))
                                .sentence())
                .contains("about 1,200 wait, the oldest for 9 s, 2.5 a second are taken,");
        assertThat(Telling.why(untaken.polled(new Polling(4, 1200))).sentence())
                .isEqualTo(
                        "The workers of the queue `media`, where about 1,200 wait, have no place"
                                + " free for the run yet.");
    }

    @Test
    void aTurnThatWasDueAMomentAgoIsNothing() {
        turn = new Outlook.Turn(NOW.minusMillis(500), false, 1);
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.RUNNING);
    }

    @Test
    void aTurnThatWorkersFailAtIsTold() {
        turn = new Outlook.Turn(NOW.minusSeconds(10), true, 4);
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.STUCK);
        assertThat(sentence()).contains("3 times so far");
        var told = new Reason.Stuck(3, NOW, new Outlook.Trouble("X", "No such step: do.9."));
        assertThat(Telling.why(told).sentence())
                .isEqualTo(
                        "Workers fail to decide how the run goes on (3 times so far): No such step:"
                                + " do.9.");
        assertThat(Telling.why(told).advice()).contains("Deploy a version");
    }

    @Test
    void aTaskThatNobodyServesIsNamedEvenIfOthersRun() {
        calls.add(call(9, true, 1));
        open.add(
                step(
                        "do.0",
                        StepState.WAITING,
                        new Work.Task("files.read", "gpu", null),
                        failure("NO_HANDLER")));
        var why = Telling.why(reason());
        assertThat(why.kind()).isEqualTo(Kind.NO_HANDLER);
        assertThat(why.path()).isEqualTo("do.0");
        assertThat(why.sentence())
                .contains("queue `gpu`, but none of them serves `files.read` at do.0");
        var served = new Reason.Unserved(Places.of(open.getFirst()), List.of("gpu", "disk"));
        assertThat(Telling.why(served).advice())
                .isEqualTo(
                        "Start a worker that serves it on the queue `gpu`; now it is served on"
                                + " `disk` only.");
    }

    @Test
    void anAttemptThatWillBeMadeAgainSaysWhenAndWhatWasWrong() {
        calls.add(call(9, false, 3));
        open.add(step("do.1", StepState.QUEUED, new Work.Task("files.read", "gpu", "a-1"), null));
        var why = Telling.why(reason());
        assertThat(why.sentence())
                .isEqualTo(
                        "`files.read` at do.1 failed twice, last with HTTP_503: Come back later;"
                                + " it is tried again at 2026-11-20 12:00:07 UTC.");
        assertThat(why.until()).isEqualTo(NOW.plusSeconds(7));
        assertThat(why.error()).isNotNull();
    }

    @Test
    void aStepThatTheRunItselfTriesAgainIsKnownFromItsRow() {
        open.add(
                step(
                        "do.0",
                        StepState.RETRYING,
                        new Work.Task("files.read", "gpu", null),
                        failure("FLAKY")));
        assertThat(sentence())
                .endsWith("failed twice, last with FLAKY: no worker; it is tried again soon.");
    }

    @Test
    void whatRunsRuns() {
        calls.add(call(9, true, 1));
        calls.add(call(9, false, 1));
        assertThat(reason()).isEqualTo(new Reason.Running(1));
    }

    @Test
    void aTaskThatNoWorkerTakesAsksItsQueue() {
        calls.add(call(9, false, 1));
        var untaken = (Reason.Untaken) reason();
        assertThat(untaken.place().queue()).isEqualTo("acme/gpu");
        assertThat(Telling.why(untaken.polled(new Polling(0, 1))).sentence())
                .isEqualTo("No worker polls the queue `gpu`; `files.read` waits for one.");
    }

    @Test
    void aWaitSaysUntilWhenAndATaskWithATimeOfItsOwnToo() {
        open.add(step("do.2", StepState.WAITING, new Work.Timer(null), null));
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.TIMER);
        assertThat(Telling.why(new Reason.Timer(Places.of(open.getFirst()), NOW)).sentence())
                .isEqualTo("do.2 waits until 2026-11-20 12:00:00 UTC.");
        open.set(
                0,
                step("do.3", StepState.SCHEDULED, new Work.Task("files.read", "gpu", null), null));
        assertThat(Telling.why(reason()).kind()).isEqualTo(Kind.TIMER);
    }

    @Test
    void aStepThatIsAnotherRunLeadsToIt() {
        open.add(step("do.2", StepState.RUNNING, new Work.Flow("resize", 3, "resize~1"), null));
        var why = Telling.why(reason());

        assertThat(why.kind()).isEqualTo(Kind.CHILD);
        assertThat(why.child()).isEqualTo("resize~1");
        assertThat(why.sentence()).isEqualTo("do.2 waits for the run `resize~1`.");
    }

    @Test
    void aRunWhoseStepsNobodyCanTellSaysSoWhereNothingElseExplainsIt() {
        var stale = new Known(state, outlook(), open, lag, NOW, Overlay.STALE);
        var why = Telling.why(Deciding.reason(stale));

        assertThat(why.kind()).isEqualTo(Kind.STALE);
        assertThat(why.advice()).startsWith("Start a worker for the queue `media`");

        open.add(step("do.0", StepState.WAITING, new Work.Timer(NOW), null));
        assertThat(Deciding.reason(new Known(state, outlook(), open, lag, NOW, Overlay.STALE)))
                .isInstanceOf(Reason.Timer.class);
    }

    @Test
    void whatNothingExplainsMayBeOld() {
        assertThat(reason()).isEqualTo(new Reason.Running(0));
        lag = Duration.ofSeconds(40);
        assertThat(sentence()).isEqualTo("What is shown is 40 s old; the run itself goes on.");
    }

    @Test
    void aTimeIsReadFromTheDefinitionUnlessItIsAnExpression() {
        assertThat(Reasons.until("10m", NOW)).isEqualTo(NOW.plusSeconds(600));
        assertThat(Reasons.until("until 2026-12-01T00:00:00Z", NOW))
                .isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(Reasons.until("input.delay", NOW)).isNull();
        assertThat(Reasons.until("until input.day", NOW)).isNull();
    }
}
