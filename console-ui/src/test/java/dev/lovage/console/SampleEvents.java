package dev.lovage.console;

import dev.lovage.client.Event;
import dev.lovage.client.Run;
import dev.lovage.client.RunChange;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was told of a run, made from its steps: a fixture of tests.
record SampleEvents(Run run, List<Run.Step> steps) {
    private static final String EXECUTION = "01939f6e-2f1b-7c44-9b1c-5d2b7f0c9e11";

    /// The newest first.
    List<Event> all() {
        var told = new ArrayList<Event>();
        told.add(event(told, Event.Type.STARTED, RunState.RUNNING, List.of()));
        for (var step : steps) {
            told.add(changed(told, step, StepState.QUEUED));
            if (step.state().ended()) {
                told.add(changed(told, step, step.state()));
            }
        }
        if (run.state().ended()) {
            told.add(event(told, Event.Type.CLOSED, run.state(), List.of()));
        }
        return told.reversed();
    }

    private Event changed(List<Event> before, Run.Step step, StepState state) {
        var change = new RunChange.Step(step.path(), state, step.attempt());
        return event(before, Event.Type.CHANGED, RunState.RUNNING, List.of(change));
    }

    private Event event(
            List<Event> before, Event.Type type, RunState state, List<RunChange.Step> steps) {
        long seq = before.size() + 1L;
        var at = run.times().accepted().plusMillis(37 * seq);
        return new Event(
                "event-" + seq,
                type,
                at,
                state,
                new Event.Place(seq, run.times().accepted().toEpochMilli(), EXECUTION, null),
                steps,
                data(seq, at, state, steps));
    }

    private Map<String, @Nullable Object> data(
            long seq, Instant at, RunState state, List<RunChange.Step> steps) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("v", 1);
        data.put("run", run.id());
        data.put("seq", seq);
        data.put("at", at.toString());
        data.put("status", state.name());
        data.put("note", Fixtures.SCRIPT);
        data.put("steps", steps.stream().map(step -> Map.of("path", step.path())).toList());
        return data;
    }
}
