package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.events.Payload;
import dev.lovage.events.StepChange;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunStore.Freshness;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Rows and descriptions as the contract has them.
final class RunAnswers {
    private RunAnswers() {}

    static Run of(RunRow row, Freshness freshness) {
        var about = row.about();
        var progress = row.progress();
        return new Run(
                about.key().run(),
                about.definition(),
                about.revision(),
                progress.status(),
                trigger(about),
                new Run.Times(about.key().accepted(), progress.startedAt(), progress.endedAt()),
                progress.error(),
                freshness.seen(),
                parent(about.origin()),
                row.overlay());
    }

    private static Run.@Nullable Parent parent(RunInput.Origin origin) {
        var run = origin.by();
        var path = origin.at();
        return run == null || path == null ? null : new Run.Parent(run, path);
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Run.Trigger trigger(AcceptedRun about) {
        var origin = about.origin();
        var rerun = origin.rerunOf();
        return new Run.Trigger(
                origin.kind(),
                origin.by(),
                about.tags(),
                about.queue(),
                rerun == null ? null : new Rerun.Of(rerun.run(), rerun.from(), rerun.only()));
    }

    static Run of(String id, Description description, Instant now) {
        var memo = description.memo();
        var origin = RunIds.origin(id, "api");
        return new Run(
                id,
                memo.definition(),
                memo.revision(),
                description.state(),
                new Run.Trigger(origin.kind(), origin.by(), List.of(), description.queue()),
                new Run.Times(memo.accepted(), description.started(), description.ended()),
                null,
                new Run.Seen(now, "temporal"));
    }

    /// Whether a run is shown as it was last heard of, and may be elsewhere by now.
    static boolean silent(RunRow run, Freshness freshness) {
        return run.overlay() != null || freshness.lagMs() > 0;
    }

    /// @param payload whether the reader may see values
    /// @param silent what [#silent] says of its run
    static Run.Step of(StepRow step, boolean payload, boolean silent) {
        return new Run.Step(
                step.path(),
                kind(step.work()),
                step.state(),
                work(step.work()),
                new Run.StepTimes(
                        step.times().queuedAt(), step.times().startedAt(), step.times().endedAt()),
                step.attempt(),
                payload ? Payloads.answer(step.value()) : null,
                step.error(),
                underway(step.underway(), payload),
                silent && !step.state().ended());
    }

    private static Run.@Nullable Underway underway(@Nullable Underway said, boolean payload) {
        if (said == null) {
            return null;
        }
        var progress = said.progress();
        return new Run.Underway(
                said.worker(),
                said.retry(),
                progress == null
                        ? null
                        : new Run.Progress(
                                progress.done(),
                                progress.total(),
                                payload ? progress.message() : ""));
    }

    /// From the row alone, once Temporal has forgotten the run.
    static Run.Result result(RunRow row) {
        var progress = row.progress();
        var value =
                switch (progress.result()) {
                    case Payload.None() -> null;
                    case Payload.Inline inline -> inline.value();
                    case Payload.Reference reference -> Payloads.reference(reference).json();
                    case Payload.Omitted(var bytes) ->
                            throw ApiException.of(
                                    Code.GONE,
                                    "The result had %,d bytes, which nobody keeps any more."
                                            .formatted(bytes));
                };
        return new Run.Result(row.about().key().run(), progress.status(), value, progress.error());
    }

    private static String kind(StepChange.Work work) {
        return switch (work) {
            case StepChange.Work.Task _ -> "task";
            case StepChange.Work.Container container -> container.kind();
            case StepChange.Work.Timer _ -> "wait";
            case StepChange.Work.Flow _ -> "flow";
            case StepChange.Work.Await _ -> "await";
            case StepChange.Work.Pure() -> "value";
        };
    }

    private static Run.@Nullable Work work(StepChange.Work work) {
        return switch (work) {
            case StepChange.Work.Task task -> new Run.Work(task.name(), task.queue(), null);
            case StepChange.Work.Container container -> new Run.Work(null, null, container.size());
            case StepChange.Work.Timer(var until) ->
                    until == null ? null : new Run.Work(null, null, null, null, until, null);
            case StepChange.Work.Await(var name, var until) ->
                    new Run.Work(null, null, null, name, until, null);
            case StepChange.Work.Flow(var name, var revision, var run) ->
                    new Run.Work(null, null, null, null, null, new Run.Flow(name, revision, run));
            case StepChange.Work.Pure() -> null;
        };
    }
}
