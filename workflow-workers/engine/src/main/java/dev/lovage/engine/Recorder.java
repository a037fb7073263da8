package dev.lovage.engine;

import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.RunInput.Carried;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.canvas.RunInput.How;
import dev.lovage.canvas.RunInput.Tally;
import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.RunWorkflow.Republished;
import dev.lovage.engine.emission.Noted;
import dev.lovage.engine.emission.Outbox;
import dev.lovage.engine.emission.Standing;
import dev.lovage.engine.emission.Transition;
import dev.lovage.engine.emission.Transition.End;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts and notes what happens in one run, for the outbox.
final class Recorder {
    private static final int TRANSITION_BYTES = 300;
    private final Subject subject;
    private final Outbox outbox;
    private final Values values;
    private final Supplier<Moment> now;
    private final Map<StepState, Integer> counts = new EnumMap<>(StepState.class);
    private final List<String> failed;
    private final OpenSteps open = new OpenSteps();

    /// How steps ended, as long as `past` is there.
    private final Map<String, Past> ends = new HashMap<>();

    /// All there was, as long as it is a replay; `null` once the run has gone on from there.
    private @Nullable List<Noted> past = new ArrayList<>();

    private @Nullable String paused;
    private long seq;

    /// @param carried what the run has done in histories before; absent in its first
    Recorder(
            Subject subject,
            Outbox outbox,
            Values values,
            Supplier<Moment> now,
            @Nullable Carried carried) {
        this.subject = subject;
        this.outbox = outbox;
        this.values = values;
        this.now = now;
        if (carried == null) {
            this.failed = new ArrayList<>();
        } else {
            this.seq = carried.tally().seq();
            this.failed = new ArrayList<>(carried.tally().failed());
            carried.tally()
                    .counts()
                    .forEach((state, count) -> counts.put(StepState.valueOf(state), count));
            carried.done().forEach((path, ended) -> ends.put(path, past(ended)));
        }
    }

    private static Past past(Ended ended) {
        return switch (ended.how()) {
            case DONE, PASSED -> new Past.Kept(ended);
            case SKIPPED -> new Past.Skipped();
            case FAILED -> new Past.Unwell(StepState.FAILED.name());
        };
    }

    /// What goes on counting in a new history.
    Tally tally() {
        var numbers = new LinkedHashMap<String, Integer>();
        counts.forEach((state, count) -> numbers.put(state.name(), count));
        return new Tally(seq, numbers, failed);
    }

    void began(String queue) {
        var moment = now.get();
        note(moment, 0, new Transition.Began(++seq, moment.at(), queue));
    }

    /// A step took on an open state; `why` where it has to wait.
    ///
    /// @return its place among all transitions
    long open(String path, StepState state, Work work, int attempt, @Nullable Failure why) {
        step(path, state, work, attempt, Payload.NONE, why);
        return seq;
    }

    /// A step is in an open state since a history before, where that was told.
    void goesOn(String path, StepState state, Work work) {
        open.moved(path, state, work);
    }

    /// The run is paused, for that reason; with none it goes on.
    void paused(@Nullable String why) {
        var moment = now.get();
        paused = why == null ? null : Told.text(why);
        note(moment, 0, new Transition.Turned(++seq, moment.at()));
    }

    /// What was noted in this very workflow task turned out otherwise.
    ///
    /// @param place among all transitions
    void amend(long place, Work work) {
        outbox.amend(subject, place, work);
        if (past != null) {
            past.replaceAll(noted -> noted.amended(place, work));
        }
    }

    void ended(String path, Work work, int attempt, Outcome outcome) {
        var state = outcome.state();
        counts.merge(state, 1, Integer::sum);
        if (past != null) {
            ends.put(path, end(outcome));
        }
        switch (outcome) {
            case Done done -> step(path, state, work, attempt, payload(done.value()), null);
            case Passed _ -> step(path, state, work, attempt, Payload.NONE, null);
            case Failed(var failure) -> {
                if (state != StepState.CANCELLED && failed.size() < Closed.FAILED_PATHS) {
                    failed.add(path);
                }
                step(path, state, work, attempt, Payload.NONE, failure);
            }
        }
    }

    void closed(RunState status, Outcome outcome) {
        var moment = now.get();
        var end =
                switch (outcome) {
                    case Done done -> new End(status, payload(done.value()), null, counts, failed);
                    case Passed _ -> new End(status, Payload.NONE, null, counts, failed);
                    case Failed(var why) -> {
                        var error = Told.failure(why);
                        yield new End(status, Payload.NONE, error, counts, failed);
                    }
                };
        note(
                moment,
                Told.weight(end.result(), end.error()),
                new Transition.Ended(++seq, moment.at(), end));
    }

    Republished republish() {
        if (past == null) {
            return new Republished(false, 0);
        }
        outbox.republish(subject, past);
        return new Republished(true, past.size());
    }

    private static Past end(Outcome outcome) {
        return switch (outcome) {
            case Done _, Passed _ -> past(Carriage.ended(outcome));
            case Failed _ -> new Past.Unwell(outcome.state().name());
        };
    }

    /// How all steps ended; nothing where the run has gone on from its replay.
    Optional<Map<String, Past>> ends() {
        return past == null ? Optional.empty() : Optional.of(Map.copyOf(ends));
    }

    /// What these steps left, of those that ended well in this replay.
    Map<String, @Nullable Object> values(List<String> paths) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var path : paths) {
            if (ends.get(path) instanceof Past.Kept(var ended) && ended.how() == How.DONE) {
                values.put(path, ended.value());
            }
        }
        return values;
    }

    private void step(
            String path,
            StepState state,
            Work work,
            int attempt,
            Payload value,
            @Nullable Failure why) {
        var moment = now.get();
        var error = Told.failure(why);
        open.moved(path, state, work);
        var change = new StepChange(++seq, path, state, moment.at(), work, attempt, value, error);
        note(moment, Told.weight(value, error), new Transition.Moved(change));
    }

    private void note(Moment moment, int weight, Transition transition) {
        var noted = new Noted(moment.task(), TRANSITION_BYTES + weight, transition, standing());
        if (!moment.replaying()) {
            past = null;
            ends.clear();
        } else if (past != null) {
            past.add(noted);
        }
        outbox.append(subject, noted);
    }

    private Standing standing() {
        return paused == null
                ? new Standing(open.state(), null)
                : new Standing(RunState.PAUSED, paused);
    }

    private Payload payload(@Nullable Object value) {
        return Told.value(value, values);
    }
}
