package dev.lovage.console;

import dev.lovage.client.Batch;
import dev.lovage.client.Batch.Outcome;
import dev.lovage.client.Run;
import dev.lovage.console.FakeApi.Reply;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the fake api does to many runs: to two at a time, so that few have to be there.
final class FakeBatches {
    private static final int AT_ONCE = 2;

    private final Fixtures data;
    private final FakeSteering steering;

    /// Every request but those that only count.
    final List<Batch> asked = new CopyOnWriteArrayList<>();

    /// What the next run that is steered is refused with.
    volatile String refuses = "";

    FakeBatches(Fixtures data, FakeSteering steering) {
        this.data = data;
        this.steering = steering;
    }

    /// A page begins behind the run that its token names.
    Reply answer(Batch batch) {
        var meant = meant(batch);
        if (batch.dryRun()) {
            return new Reply(200, new Batch.Done(meant.size(), false, List.of(), null));
        }
        asked.add(batch);
        int to = batch.ids() == null ? Math.min(AT_ONCE, meant.size()) : meant.size();
        var outcomes = meant.subList(0, to).stream().map(run -> steer(batch, run)).toList();
        var next = to < meant.size() ? "next" : null;
        return new Reply(200, new Batch.Done(to, next != null, outcomes, next));
    }

    /// Those that were steered have ended or are paused, and are no more among them.
    private List<Run> meant(Batch batch) {
        synchronized (data) {
            return data.runs.stream().filter(run -> isMeant(batch, run)).toList();
        }
    }

    private static boolean isMeant(Batch batch, Run run) {
        var filter = batch.filter();
        if (filter == null) {
            return batch.ids().contains(run.id());
        }
        return !run.state().ended()
                && (filter.workflow() == null || filter.workflow().equals(run.workflow()))
                && (filter.status() == null || filter.status().contains(run.state()));
    }

    private Outcome steer(Batch batch, Run run) {
        if (!refuses.isEmpty()) {
            var code = refuses;
            refuses = "";
            return new Outcome(run.id(), false, code, Fixtures.SCRIPT);
        }
        var reply =
                switch (batch.act()) {
                    case CANCEL -> steering.stop(run, "cancel");
                    case TERMINATE -> steering.stop(run, "terminate");
                    case PAUSE ->
                            steering.pause(run.id(), new Run.Pause(batch.reason(), batch.until()));
                    case RESUME -> steering.resume(run);
                };
        return reply.status() < 400
                ? Outcome.done(run.id())
                : new Outcome(run.id(), false, "RUN_ENDED", "The run has ended already.");
    }
}
