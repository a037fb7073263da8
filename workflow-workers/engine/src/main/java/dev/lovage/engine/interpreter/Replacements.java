package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Flow;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Place.Prev;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Runs the canvas with which a task answered, in the place of its step: under the step's options,
/// until the step's deadline. It sees what the definition sees, and no step around it.
final class Replacements {
    static final int DEEPEST = 10;

    private final Program program;
    private final Steps steps;
    private final Memory memory;
    private final Containers containers;

    Replacements(Program program, Steps steps, Memory memory, Containers containers) {
        this.program = program;
        this.steps = steps;
        this.memory = memory;
        this.containers = containers;
    }

    /// @param since when the call became ready
    void run(Call call, Place at, Instant since, @Nullable Object canvas, Consumer<Outcome> end) {
        Canvas body;
        try {
            body = read(canvas, at);
        } catch (InvalidCanvasException e) {
            end.accept(
                    Outcome.failed(
                            ErrorCode.BAD_RESULT,
                            at.path(),
                            "The canvas that the task answered with cannot run: " + e.getMessage(),
                            Map.of("errors", Flows.shown(e.flaws()))));
            return;
        }
        memory.replaces(at.path(), requireNonNull(canvas));
        containers.timed(
                call,
                at.after(Prev.NOTHING),
                since,
                end,
                (in, done) -> {
                    var place = in.below(new Segment.Replaced());
                    steps.take(
                            body,
                            place,
                            outcome ->
                                    done.accept(
                                            Stage.fitting(
                                                    at.path(),
                                                    place.settled(Containers.whole(outcome)))));
                });
    }

    private Canvas read(@Nullable Object canvas, Place at) {
        if (depth(at) >= DEEPEST) {
            throw flawed("", "TOO_DEEP", "Answers nest at most %d deep.".formatted(DEEPEST));
        }
        Definition read;
        try {
            read = CanvasReader.adhoc(canvas);
        } catch (InvalidCanvasException e) {
            throw new InvalidCanvasException(
                    e.flaws().stream().map(Replacements::inCanvas).toList());
        }
        checkCalls(read);
        return read.body();
    }

    private static int depth(Place at) {
        return (int)
                Paths.parse(at.path()).stream()
                        .flatMap(List::stream)
                        .filter(Segment.Replaced.class::isInstance)
                        .count();
    }

    /// The language sees the canvas as the `do` of a definition.
    private static Flaw inCanvas(Flaw flaw) {
        return new Flaw(flaw.pointer().replaceFirst("^/do", ""), flaw.code(), flaw.message(), null);
    }

    private void checkCalls(Definition read) {
        var allowed = tasks(program.definition());
        allowed.addAll(program.definition().contract().mayCall());
        var flaws = new ArrayList<Flaw>();
        for (var task : tasks(read)) {
            if (!allowed.contains(task)) {
                flaws.add(
                        new Flaw(
                                "",
                                ErrorCode.TASK_NOT_LISTED.name(),
                                "The task `%s` is not called by the definition: list it in its `mayCall`."
                                        .formatted(task),
                                null));
            }
        }
        for (var flow : flows(read)) {
            if (program.children().find(flow) == null) {
                flaws.add(
                        new Flaw(
                                "",
                                ErrorCode.CHILD_FAILED.name(),
                                "The flow `%s` is not called by the definition, so that the run did not take it along."
                                        .formatted(flow),
                                null));
            }
        }
        if (!flaws.isEmpty()) {
            throw new InvalidCanvasException(flaws);
        }
    }

    private static Set<String> tasks(Definition definition) {
        var names = new TreeSet<String>();
        definition
                .nodes()
                .forEach(node -> {
                    if (node instanceof Call call) {
                        names.addAll(call.callee().names());
                    }
                });
        return names;
    }

    private static Set<String> flows(Definition definition) {
        var keys = new TreeSet<String>();
        definition
                .nodes()
                .forEach(node -> {
                    if (node instanceof Flow flow) {
                        keys.add(flow.key());
                    }
                });
        return keys;
    }

    private static InvalidCanvasException flawed(String pointer, String code, String message) {
        return new InvalidCanvasException(List.of(new Flaw(pointer, code, message, null)));
    }
}
