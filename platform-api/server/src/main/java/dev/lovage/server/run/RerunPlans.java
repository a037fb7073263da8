package dev.lovage.server.run;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Json;
import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.events.Payload;

import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.Map;

/// Finds out what a rerun would do: the run itself knows, while its history is kept and a worker
/// can replay it; else the rows of its steps know as much as events told.
@Singleton
final class RerunPlans {
    private static final int PAGE = 1_000;

    private final RunEngine engine;
    private final RunStore store;
    private final KeptValues kept;
    private final Forgetting forgetting;

    RerunPlans(RunEngine engine, RunStore store, KeptValues kept, Forgetting forgetting) {
        this.engine = engine;
        this.store = store;
        this.kept = kept;
        this.forgetting = forgetting;
    }

    /// @param source as the contract names it
    record Found(Plan plan, String source) {}

    Found of(RepeatedRun run, Wish wish) {
        if (wish.from() == null && wish.only() == null) {
            return new Found(Rerun.plan(run.definition(), Map.of(), wish), "none");
        }
        run.row()
                .map(row -> row.about().key())
                .ifPresent(key -> forgetting.refuseForgotten(key.tenant(), key.run()));
        return run.description()
                .flatMap(found -> engine.rerun(run.id(), found.queue(), wish))
                .map(plan -> new Found(plan, "temporal"))
                .orElseGet(() ->
                        new Found(Rerun.plan(run.definition(), told(run), wish), "projection"));
    }

    private Map<String, Past> told(RepeatedRun run) {
        var past = new HashMap<String, Past>();
        var key = run.row().map(row -> row.about().key());
        if (key.isEmpty()) {
            return past;
        }
        var told = new Told(key.get());
        String after = null;
        while (true) {
            var steps = store.steps(key.get(), after, PAGE);
            steps.forEach(step -> past.put(step.path(), told.past(step)));
            if (steps.size() < PAGE) {
                return past;
            }
            after = steps.getLast().path();
        }
    }

    /// What the rows of one run know, and what is kept beside them.
    private final class Told {
        private final RunKey run;
        private final Map<String, BlobReference> places;

        /// What is read at most: more cannot be taken over anyway.
        private long room = 4 * Rerun.MAX_BYTES;

        Told(RunKey run) {
            this.run = run;
            this.places = kept.places(run);
        }

        Past past(StepRow step) {
            return switch (step.state()) {
                case SUCCEEDED -> done(step);
                case SKIPPED -> new Past.Skipped();
                case SCHEDULED,
                        QUEUED,
                        RUNNING,
                        RETRYING,
                        WAITING,
                        PAUSED,
                        FAILED,
                        CANCELLED,
                        TIMED_OUT,
                        EXPIRED,
                        TERMINATED ->
                        new Past.Unwell(step.state().name());
            };
        }

        private Past done(StepRow step) {
            var beside = places.get(step.path());
            return switch (step.value()) {
                case Payload.Inline(var value) when takes(Json.canonical(value).length) ->
                        new Past.Kept(Ended.done(value));
                case Payload.Omitted _ when beside != null && takes(beside.size()) ->
                        new Past.Kept(Ended.done(kept.read(run, beside)));
                case Payload.Reference reference ->
                        new Past.Kept(Ended.done(Payloads.reference(reference).json()));
                case Payload.None _ -> new Past.Kept(Ended.PASSED);
                case Payload.Inline _, Payload.Omitted _ -> new Past.Gone();
            };
        }

        private boolean takes(long bytes) {
            room -= bytes;
            return room >= 0;
        }
    }
}
