package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Canvas.Value;
import dev.lovage.canvas.Template;
import dev.lovage.engine.interpreter.CallStep.Arguments;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Performer.Change;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Walks a canvas: every step is put on a queue, one loop works the queue off, and what a step
/// leads to is a continuation.
public final class Interpreter {
    static final int MAX_ITEMS = 10_000;

    /// What the engine itself makes stays in the run, up to this.
    public static final long MAX_VALUE_BYTES = 1536 * 1024;

    private final Program program;
    private final Performer performer;
    private final Filler filler;
    private final Cancellation all = new Cancellation();
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private boolean working;

    public Interpreter(Program program, Performer performer) {
        this.program = program;
        this.performer = performer;
        this.filler = new Filler(program);
    }

    /// Begins; `then` gets the outcome of the run once nothing of it is in flight any more.
    public void start(Consumer<Outcome> then) {
        var root = Place.root(program.inputs(), all);
        step(program.body(), root, outcome -> then.accept(result(outcome, root)));
        work();
    }

    /// Nothing new starts; what runs is told.
    public void cancel() {
        soon(all::request);
    }

    private Outcome result(Outcome outcome, Place root) {
        var output = program.output();
        if (output == null || !(outcome instanceof Done done)) {
            return outcome;
        }
        root.frame().ended(program.body(), root.frame(), done.value());
        return made(root.at("output").after(done.value()), output);
    }

    /// What comes from outside waits its turn when the loop is at work.
    private void soon(Runnable next) {
        ready.add(next);
        work();
    }

    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            for (var next = ready.poll(); next != null; next = ready.poll()) {
                next.run();
            }
        } finally {
            working = false;
        }
    }

    private void step(Canvas node, Place at, Consumer<Outcome> then) {
        ready.add(() -> {
            if (at.scope().requested()) {
                then.accept(Outcome.cancelled(at.path()));
            } else if (program.resume().containsKey(at.path())) {
                then.accept(resumed(node, at));
            } else {
                begin(node, at, then);
            }
        });
    }

    private void begin(Canvas node, Place at, Consumer<Outcome> then) {
        switch (node) {
            case Call call -> call(call, at, then);
            case Chain chain -> timed(node, at, then, (in, end) -> chain(chain, 0, in, end));
            case Group group -> group(group, at, then);
            case Each each -> each(each, at, then);
            case Value value -> then.accept(ended(at, new Work.Pure(), made(at, value.value())));
            case Canvas.Switch _, Canvas.Wait _, Canvas.Try _ ->
                    throw new IllegalStateException("not read yet");
        }
    }

    private Outcome resumed(Canvas node, Place at) {
        var done = new Done(program.resume().get(at.path()));
        return switch (node) {
            case Call call -> ended(at, filler.addressed(call, at).work(), done);
            case Chain _ -> done;
            case Group group -> ended(at, container("group", group.members().size()), done);
            case Each _ ->
                    ended(
                            at,
                            container("map", done.value() instanceof List<?> l ? l.size() : 0),
                            done);
            case Value _ -> ended(at, new Work.Pure(), done);
            case Canvas.Switch _, Canvas.Wait _, Canvas.Try _ ->
                    throw new IllegalStateException("not read yet");
        };
    }

    private interface Inside {
        void go(Place at, Consumer<Outcome> end);
    }

    /// A container hands its options down and keeps its deadline.
    private void timed(Canvas node, Place at, Consumer<Outcome> then, Inside inside) {
        var options = node.traits().options();
        var total = options.timeout().total();
        if (total == null) {
            inside.go(at.under(options), then);
            return;
        }
        var scope = at.scope().inner();
        var timer = performer.timer(at.path(), total, () -> soon(scope::request));
        inside.go(
                at.under(options).in(scope),
                outcome -> {
                    timer.run();
                    scope.leave();
                    boolean late = scope.requested() && !at.scope().requested();
                    then.accept(late && outcome instanceof Failed ? late(at) : outcome);
                });
    }

    private static Failed late(Place at) {
        return Outcome.failed(
                ErrorCode.TIMEOUT_TOTAL, at.path(), "Its `timeout.total` was over before it ended");
    }

    private void call(Call call, Place at, Consumer<Outcome> then) {
        var addressed = filler.addressed(call, at);
        Arguments arguments;
        try {
            arguments = filler.arguments(call, at);
        } catch (NotFilledException e) {
            then.accept(ended(at, addressed.work(), notFilled(at, e)));
            return;
        }
        perform(at, then, done -> performer.call(addressed.with(arguments), done));
    }

    private void perform(
            Place at, Consumer<Outcome> then, Function<Consumer<Outcome>, Runnable> begin) {
        var cancel = new Runnable[1];
        cancel[0] =
                begin.apply(outcome ->
                        soon(() -> {
                            at.scope().remove(cancel[0]);
                            then.accept(outcome);
                        }));
        at.scope().add(cancel[0]);
    }

    private void chain(Chain chain, int index, Place at, Consumer<Outcome> then) {
        if (index == chain.members().size()) {
            then.accept(new Done(at.prev().value()));
            return;
        }
        var member = chain.members().get(index);
        var place = at.member(Integer.toString(index));
        step(
                member,
                place,
                outcome -> {
                    switch (outcome) {
                        case Done done -> {
                            at.frame().ended(member, place.frame(), done.value());
                            chain(chain, index + 1, at.after(done.value()), then);
                        }
                        case Failed failed -> then.accept(failed);
                    }
                });
    }

    private void group(Group group, Place at, Consumer<Outcome> then) {
        var keys = List.copyOf(group.members().keySet());
        var frames = keys.stream().map(_ -> at.frame().inner()).toList();
        contain(
                group,
                at,
                then,
                container("group", keys.size()),
                (in, end) ->
                        new Members(
                                        keys.size(),
                                        group.fan(),
                                        in,
                                        (i, place, done) ->
                                                step(
                                                        member(group, keys.get(i)),
                                                        place.member(
                                                                "g." + keys.get(i), frames.get(i)),
                                                        done),
                                        values -> gathered(group, keys, frames, at.frame(), values),
                                        end)
                                .go());
    }

    private static Canvas member(Group group, String key) {
        return requireNonNull(group.members().get(key));
    }

    /// The value of a group; what follows it sees the steps inside, unless some may have failed.
    private static Object gathered(
            Group group,
            List<String> keys,
            List<Frame> frames,
            Frame around,
            List<@Nullable Object> values) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < keys.size(); i++) {
            object.put(keys.get(i), values.get(i));
            if (group.fan().policy() != Canvas.Policy.COLLECT) {
                around.ended(member(group, keys.get(i)), frames.get(i), values.get(i));
            }
        }
        return group.named() ? Collections.unmodifiableMap(object) : values;
    }

    private void each(Each each, Place at, Consumer<Outcome> then) {
        List<@Nullable Object> items;
        try {
            items = filler.list(each.items(), at, "`map`");
        } catch (NotFilledException e) {
            then.accept(ended(at, container("map", 0), notFilled(at, e)));
            return;
        }
        var work = container("map", items.size());
        if (items.size() > MAX_ITEMS) {
            then.accept(ended(at, work, tooMany(at, items.size())));
            return;
        }
        contain(
                each,
                at,
                then,
                work,
                (in, end) ->
                        new Members(
                                        items.size(),
                                        each.fan(),
                                        in,
                                        (i, place, done) ->
                                                step(
                                                        each.body(),
                                                        item(each, items, i, place),
                                                        done),
                                        values -> values,
                                        end)
                                .go());
    }

    private static Place item(Each each, List<@Nullable Object> items, int index, Place at) {
        return at.member("m." + index).bound(each.as(), each.index(), items.get(index), index);
    }

    /// A container that is a step: begins, and ends with what its members made.
    private void contain(
            Canvas node, Place at, Consumer<Outcome> then, Work.Container work, Inside inside) {
        performer.changed(new Change(at.path(), StepState.RUNNING, work, null));
        Consumer<Outcome> announced = outcome -> then.accept(ended(at, work, fitting(at, outcome)));
        timed(node, at, announced, inside);
    }

    private Outcome made(Place at, Template template) {
        try {
            return fitting(at, new Done(filler.value(template, at)));
        } catch (NotFilledException e) {
            return notFilled(at, e);
        }
    }

    private static Outcome fitting(Place at, Outcome outcome) {
        if (outcome instanceof Done done) {
            long size = JsonSize.of(done.value());
            if (size > MAX_VALUE_BYTES) {
                var message =
                        "The value has "
                                + size
                                + " bytes; at most "
                                + MAX_VALUE_BYTES
                                + " stay in a run";
                return Outcome.failed(ErrorCode.RESULT_TOO_LARGE, at.path(), message);
            }
        }
        return outcome;
    }

    private Outcome ended(Place at, Work work, Outcome outcome) {
        performer.changed(new Change(at.path(), outcome.state(), work, outcome));
        return outcome;
    }

    private static Work.Container container(String kind, int size) {
        return new Work.Container(kind, size);
    }

    private static Failed notFilled(Place at, NotFilledException e) {
        return Outcome.failed(ErrorCode.EXPRESSION, at.path(), String.valueOf(e.getMessage()));
    }

    private static Failed tooMany(Place at, int items) {
        return Outcome.failed(
                ErrorCode.MAP_TOO_LARGE,
                at.path(),
                "The list has " + items + " items; a map takes at most " + MAX_ITEMS);
    }
}
