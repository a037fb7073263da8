package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Flow;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.engine.interpreter.Children.Child;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Steps that are runs of their own.
final class Flows {
    private static final long MAX_INPUT_BYTES = 1024 * 1024;
    private static final int MOST_SHOWN = 10;

    private final Program program;
    private final Stage stage;
    private final Filler filler;
    private final Containers containers;

    Flows(Program program, Stage stage, Filler filler, Containers containers) {
        this.program = program;
        this.stage = stage;
        this.filler = filler;
        this.containers = containers;
    }

    /// What the step does as long as its run has not begun.
    Work work(Flow flow) {
        return new Work.Flow(flow.name(), program.children().revision(flow.key()), null);
    }

    void run(Flow flow, Place at, Consumer<Outcome> then) {
        FlowStep step;
        try {
            step = step(flow, at);
        } catch (NotFilledException e) {
            then.accept(stage.ended(at, work(flow), Stage.notFilled(at.path(), e)));
            return;
        }
        stage.open(at, StepState.QUEUED, step.work());
        var going = new Going(step, at, work(flow));
        containers.timed(
                flow,
                at,
                outcome -> then.accept(stage.ended(at, going.work, outcome)),
                (in, end) -> stage.flow(step, in, going::begun, end));
    }

    /// A step under way: it is a run only once that has begun.
    private final class Going {
        private final FlowStep step;
        private final Place at;
        private Work work;

        Going(FlowStep step, Place at, Work work) {
            this.step = step;
            this.at = at;
            this.work = work;
        }

        void begun() {
            work = step.work();
            stage.open(at, StepState.RUNNING, work);
        }
    }

    private FlowStep step(Flow flow, Place at) {
        var child = child(flow);
        var given = flow.with();
        var input = given == null ? at.prev().value() : filler.value(given, at);
        return new FlowStep(
                at.path(),
                flow.key(),
                child,
                program.children().id(flow.name(), at.path()),
                filled(child, input),
                program.policies().priority(flow.traits().options().over(at.options())),
                flow.detached());
    }

    private Child child(Flow flow) {
        try {
            var child = program.children().find(flow.key());
            if (child != null) {
                return child;
            }
        } catch (InvalidCanvasException e) {
            throw new NotFilledException(
                    ErrorCode.CHILD_FAILED,
                    "The definition `%s` cannot be run: %s".formatted(flow.name(), e.getMessage()),
                    null);
        }
        throw new NotFilledException(
                ErrorCode.CHILD_FAILED,
                "The run did not take the definition `%s` along when it started"
                        .formatted(flow.key()),
                null);
    }

    private static @Nullable Object filled(Child child, @Nullable Object input) {
        var name = child.definition().name();
        long size = JsonSize.of(input);
        if (size > MAX_INPUT_BYTES) {
            throw new NotFilledException(
                    ErrorCode.INPUT_INVALID,
                    "The input of `%s` has %d bytes; at most %d go into a run"
                            .formatted(name, size, MAX_INPUT_BYTES),
                    null);
        }
        try {
            return child.schema().fillAround(input);
        } catch (InvalidCanvasException e) {
            throw new NotFilledException(
                    ErrorCode.INPUT_INVALID,
                    "The input does not match the schema of `%s`: %s"
                            .formatted(name, e.getMessage()),
                    Map.of("errors", shown(e.flaws())));
        }
    }

    static List<Map<String, String>> shown(List<Flaw> flaws) {
        return flaws.stream().limit(MOST_SHOWN).map(Flows::asShown).toList();
    }

    /// In an order that every worker keeps: whoever tells of it tells the same bytes.
    private static Map<String, String> asShown(Flaw flaw) {
        var shown = new LinkedHashMap<String, String>();
        shown.put("pointer", flaw.pointer());
        shown.put("code", flaw.code());
        shown.put("message", flaw.message());
        return Collections.unmodifiableMap(shown);
    }
}
