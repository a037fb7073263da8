package dev.lovage.engine.interpreter;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.Trees;
import dev.lovage.engine.interpreter.Interpreter.End;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Program.Before;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A run of a definition with a scripted performer.
final class Walk {
    final ScriptedPerformer performer = new ScriptedPerformer();
    private final Definition definition;
    private final Object input;
    private final Map<String, Options> tasks;
    private final ScriptedChildren children;
    private final Interpreter interpreter;
    private End end;
    private int ids;

    private Walk(
            Definition definition,
            Object input,
            Before before,
            Map<String, Options> tasks,
            ScriptedChildren children) {
        this.definition = definition;
        this.input = input;
        this.tasks = tasks;
        this.children = children;
        var inputs = new HashMap<String, Object>();
        inputs.put("input", input);
        inputs.put("run", Map.of("id", "test~1"));
        var policies =
                new Program.Policies(
                        new Queues("default", "own"), definition.defaults(), null, tasks);
        var program =
                new Program(
                        definition,
                        definition.cleansUp()
                                ? performer.now.plus(definition.lifetime().runTimeout())
                                : null,
                        policies,
                        inputs,
                        before,
                        Expressions.level(1),
                        children);
        interpreter = new Interpreter(program, performer);
    }

    /// @param definition JSON with single quotes, without its name and outer braces
    static Walk of(String definition, Object input) {
        return of(definition, input, Map.of());
    }

    static Walk of(String definition, Object input, Map<String, Object> resume) {
        return of(definition, input, resume, Map.of());
    }

    static Walk of(
            String definition,
            Object input,
            Map<String, Object> resume,
            Map<String, Options> tasks) {
        var tree = Trees.read("{'name': 'test', " + definition + "}");
        return of(tree, input, resume, tasks, ScriptedChildren.NONE);
    }

    static Walk of(
            Map<String, Object> tree, Object input, Map<String, Map<String, Object>> children) {
        return of(tree, input, Map.of(), Map.of(), new ScriptedChildren(children));
    }

    /// @param children by key, as JSON without their names and outer braces
    static Walk withChildren(String definition, Object input, Map<String, String> children) {
        var trees = new HashMap<String, Map<String, Object>>();
        children.forEach((key, child) ->
                trees.put(
                        key,
                        Trees.read(
                                "{'name': '" + key.replaceFirst("@.*", "") + "', " + child + "}")));
        var tree = Trees.read("{'name': 'test', " + definition + "}");
        return of(tree, input, Map.of(), Map.of(), new ScriptedChildren(trees));
    }

    static Walk of(Map<String, Object> tree, Object input) {
        return of(tree, input, Map.of(), Map.of(), ScriptedChildren.NONE);
    }

    private static Walk of(
            Map<String, Object> tree,
            Object input,
            Map<String, Object> resume,
            Map<String, Options> tasks,
            ScriptedChildren children) {
        var others = new HashMap<String, Outcome>();
        resume.forEach((path, value) -> others.put(path, new Done(value)));
        return of(tree, input, Before.of(others), tasks, children);
    }

    static Walk of(
            Map<String, Object> tree,
            Object input,
            Before before,
            Map<String, Options> tasks,
            ScriptedChildren children) {
        return new Walk(CanvasReader.definition(tree), input, before, tasks, children).started();
    }

    private Walk started() {
        start();
        return this;
    }

    /// The same run in a new history.
    Walk renewed() {
        return renewed(Duration.ZERO);
    }

    /// The same, some time later.
    Walk renewed(Duration later) {
        var walk = new Walk(definition, input, interpreter.before(), tasks, children);
        walk.performer.now = performer.now.plus(later);
        walk.ids = ids;
        return walk.started();
    }

    boolean rests() {
        return interpreter.isResting();
    }

    /// A run that is paused before it begins.
    static Walk paused(String definition) {
        var tree = Trees.read("{'name': 'test', " + definition + "}");
        var walk =
                new Walk(
                        CanvasReader.definition(tree),
                        null,
                        Before.NOTHING,
                        Map.of(),
                        ScriptedChildren.NONE);
        walk.pause("not yet");
        walk.start();
        return walk;
    }

    private void start() {
        interpreter.start(ended -> end = ended);
    }

    void cancel() {
        interpreter.cancel();
    }

    /// A signal with an id of its own.
    boolean signal(String name, Object value) {
        return signal(new Signal("s" + ids++, name, null, value, null, null));
    }

    boolean signal(Signal signal) {
        return interpreter.signal(signal);
    }

    void pause(String reason) {
        pause(new Signals.Pause("p" + ids++, reason, "ada", null), null);
    }

    void pause(Signals.Pause order, Instant until) {
        interpreter.pause(order, until);
    }

    void resume() {
        resume("r" + ids++);
    }

    void resume(String id) {
        interpreter.resume(new Signals.Resume(id, "enough", "ada"));
    }

    RunState status() {
        return end.status();
    }

    boolean ended() {
        return end != null;
    }

    Outcome outcome() {
        return end.outcome();
    }

    Object value() {
        return ((Done) outcome()).value();
    }

    Failure failure() {
        return ((Failed) outcome()).failure();
    }
}
