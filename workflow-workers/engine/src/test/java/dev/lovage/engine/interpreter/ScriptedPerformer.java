package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Signals;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Program.Before;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Performs nothing: remembers what it was asked for, and ends it when the test says so.
final class ScriptedPerformer implements Performer {
    final Map<String, CallStep> inFlight = new LinkedHashMap<>();
    private final Map<String, Replacing> replacings = new LinkedHashMap<>();
    final Map<String, FlowStep> flows = new LinkedHashMap<>();
    private final Map<String, Runnable> starts = new LinkedHashMap<>();
    final Map<String, List<Object>> calls = new LinkedHashMap<>();
    final List<String> changes = new ArrayList<>();
    final List<String> goesOn = new ArrayList<>();
    final List<Signals> told = new ArrayList<>();
    final Map<String, String> awaited = new LinkedHashMap<>();

    /// Steps that wait for a time.
    final Set<String> sleeping = new LinkedHashSet<>();

    final Map<String, Outcome> ends = new LinkedHashMap<>();
    final Set<String> cancelled = new LinkedHashSet<>();
    final Map<String, Duration> timers = new LinkedHashMap<>();
    private final Map<String, Consumer<Outcome>> waiting = new LinkedHashMap<>();
    private final Map<String, Runnable> alarms = new LinkedHashMap<>();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    int most;

    /// Asked at every place where the run could go on in a new history.
    Supplier<Haste> haste = () -> Haste.NONE;

    /// Whether what there is to take along fits.
    BooleanSupplier takes = () -> true;

    @Override
    public Runnable call(CallStep step, Replacing replacing, Consumer<Outcome> done) {
        replacings.put(step.path(), replacing);
        inFlight.put(step.path(), step);
        calls.put(step.path(), step.arguments().values());
        waiting.put(step.path(), done);
        most = Math.max(most, inFlight.size());
        return () -> cancelled.add(step.path());
    }

    @Override
    public Runnable flow(FlowStep step, Runnable begun, Consumer<Outcome> done) {
        flows.put(step.path(), step);
        starts.put(step.path(), begun);
        waiting.put(step.path(), done);
        return () -> cancelled.add(step.path());
    }

    /// The task answers with a canvas: that is in its place from now on.
    void replace(String path, Object canvas) {
        inFlight.remove(path);
        replacings.get(path).with(canvas, waiting.remove(path));
    }

    /// The run of a flow has begun.
    void begin(String path) {
        starts.get(path).run();
    }

    @Override
    public Runnable timer(String path, Duration after, Runnable then) {
        timers.put(path, after);
        alarms.put(path, then);
        return () -> alarms.remove(path);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Haste haste() {
        return haste.get();
    }

    @Override
    public boolean takes(Supplier<Before> kept) {
        return takes.getAsBoolean();
    }

    @Override
    public void goesOn(Change change) {
        waits(change);
        goesOn.add(change.path() + " " + change.state());
    }

    @Override
    public void changed(Change change) {
        waits(change);
        if (change.outcome() != null) {
            ends.put(change.path(), change.outcome());
        }
        var why = change.why();
        changes.add(change.path() + " " + change.state() + (why == null ? "" : " " + why.code()));
    }

    private void waits(Change change) {
        awaited.remove(change.path());
        sleeping.remove(change.path());
        if (change.state() == StepState.SCHEDULED) {
            sleeping.add(change.path());
        } else if (!change.state().ended()) {
            switch (change.work()) {
                case Work.Await(var name, _) -> awaited.put(change.path(), name);
                case Work.Timer _ -> sleeping.add(change.path());
                case Work.Task _, Work.Flow _, Work.Container _, Work.Pure _ -> {}
            }
        }
    }

    @Override
    public void tell(Signals order) {
        told.add(order);
    }

    @Override
    public void paused(String why) {
        changes.add(why == null ? "goes on" : "paused: " + why);
    }

    /// What has not ended: calls and flows.
    List<String> open() {
        return List.copyOf(waiting.keySet());
    }

    void end(String path, Outcome outcome) {
        inFlight.remove(path);
        var done = waiting.remove(path);
        if (done == null) {
            throw new NoSuchElementException(
                    path + " is not in flight; these are: " + waiting.keySet());
        }
        ends.put(path, outcome);
        done.accept(outcome);
    }

    void succeed(String path, Object value) {
        end(path, new Done(value));
    }

    void fail(String path) {
        end(path, Outcome.failed(ErrorCode.TASK_FAILED, path, "as asked"));
    }

    void fail(String path, String code, String type) {
        end(path, failed(path, code, type, null));
    }

    /// A failure with details.
    static Failed failed(String path, Object details) {
        return failed(path, "TASK_FAILED", "TASK_FAILED", details);
    }

    private static Failed failed(String path, String code, String type, Object details) {
        return new Failed(new Failure(code, type, "as asked", null, path, 1, false, details));
    }

    /// What was told to stop stops.
    void stopCancelled() {
        List.copyOf(inFlight.keySet()).stream()
                .filter(cancelled::contains)
                .forEach(path -> end(path, Outcome.cancelled(path)));
    }

    void ring(String path) {
        var then = alarms.remove(path);
        sleeping.remove(path);
        now = now.plus(timers.get(path));
        then.run();
    }

    /// The pauses that are for the worker's other runs are over.
    void breathe() {
        List.copyOf(alarms.keySet()).stream()
                .filter(path -> timers.get(path).equals(Duration.ofMillis(1)))
                .forEach(this::ring);
    }

    boolean rings(String path) {
        return alarms.containsKey(path);
    }
}
