package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Canvas.Switch;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// The nodes that others stand in: one after the other, all at once, or one of them.
final class Containers {
    static final int MAX_ITEMS = 10_000;

    private final Steps steps;
    private final Stage stage;
    private final Memory memory;
    private final Filler filler;

    Containers(Steps steps, Stage stage, Memory memory, Filler filler) {
        this.steps = steps;
        this.stage = stage;
        this.memory = memory;
        this.filler = filler;
    }

    /// What goes on in a container.
    interface Inside {
        void go(Place at, Consumer<Outcome> end);
    }

    /// A container that is a step: begins, and ends with what its members made.
    void contain(Canvas node, Place at, Consumer<Outcome> then, Work work, Inside inside) {
        if (!memory.hasBegun(at.path())) {
            stage.open(at, StepState.RUNNING, work);
        }
        timed(
                node,
                at,
                outcome -> then.accept(stage.ended(at, work, Stage.fitting(at.path(), outcome))),
                inside);
    }

    /// What stands in a node gets its options, and has to keep its deadline.
    void timed(Canvas node, Place at, Consumer<Outcome> then, Inside inside) {
        timed(node, at, stage.now(), then, inside);
    }

    /// @param since when the time of its deadline began
    void timed(Canvas node, Place at, Instant since, Consumer<Outcome> then, Inside inside) {
        var options = node.traits().options();
        var total = options.timeout().total();
        if (total == null) {
            memory.begins(at.path(), Instant.MAX);
            inside.go(at.under(options), then);
            return;
        }
        var until = memory.begins(at.path(), since.plus(total));
        var scope = at.scope().inner();
        var timer = stage.alarm(at.path(), until, () -> scope.request(ErrorCode.CANCELLED));
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

    /// Shows only when it had to wait for its time.
    void chain(Chain chain, Place at, Consumer<Outcome> then) {
        Inside inside = (in, end) -> chain(chain, 0, in, end);
        if (chain.traits().options().begin().notBefore() == null) {
            timed(chain, at, then, inside);
        } else {
            contain(chain, at, then, new Work.Container("chain", chain.members().size()), inside);
        }
    }

    private void chain(Chain chain, int index, Place at, Consumer<Outcome> then) {
        if (index == chain.members().size()) {
            then.accept(at.prev().given() ? new Done(at.prev().value()) : Passed.THROUGH);
            return;
        }
        var member = chain.members().get(index);
        var place = at.below(new Segment.Place(index));
        steps.take(
                member,
                place,
                outcome -> {
                    switch (outcome) {
                        case Done(var value) -> {
                            at.frame().ended(member, place.frame(), value);
                            forgetBefore(chain, index, at);
                            next(chain, index, at.after(value), then);
                        }
                        case Passed(var skipped) -> {
                            if (skipped) {
                                at.frame().skipped(member);
                            } else {
                                at.frame().ended(member, place.frame(), at.prev().value());
                            }
                            next(chain, index, at, then);
                        }
                        case Failed failed -> then.accept(failed);
                    }
                });
    }

    /// Between two steps of a chain a run may go on in a new history.
    private void next(Chain chain, int index, Place at, Consumer<Outcome> then) {
        if (index + 1 < chain.members().size()) {
            stage.pass(at, () -> chain(chain, index + 1, at, then), then);
        } else {
            chain(chain, index + 1, at, then);
        }
    }

    /// The value before the one that is `prev` now.
    private void forgetBefore(Chain chain, int index, Place at) {
        if (index > 0) {
            memory.forget(
                    chain.members().get(index - 1),
                    Paths.place(at.path(), index - 1),
                    Paths.place(at.path(), index));
        }
    }

    void group(Group group, Place at, Consumer<Outcome> then) {
        var keys = List.copyOf(group.members().keySet());
        Members.Launch launch =
                (i, place, done) -> {
                    var key = keys.get(i);
                    var own = place.below(new Segment.Member(key));
                    steps.take(
                            member(group, key),
                            own,
                            outcome -> {
                                var settled = own.settled(outcome);
                                seen(member(group, key), own.frame(), group, at, settled);
                                done.accept(settled);
                            });
                };
        contain(
                group,
                at,
                then,
                new Work.Container("group", keys.size()),
                (in, end) ->
                        new Members(
                                        keys.size(),
                                        group.fan(),
                                        in,
                                        launch,
                                        values -> gathered(group, keys, values),
                                        end)
                                .go());
    }

    private static Canvas member(Group group, String key) {
        return requireNonNull(group.members().get(key));
    }

    /// What follows a group sees the steps inside, unless some may have failed.
    private static void seen(Canvas member, Frame own, Group group, Place at, Outcome outcome) {
        if (group.fan().policy() != Canvas.Policy.COLLECT) {
            switch (outcome) {
                case Done(var value) -> at.frame().ended(member, own, value);
                case Passed _ -> at.frame().skipped(member);
                case Failed _ -> {}
            }
        }
    }

    private static Object gathered(Group group, List<String> keys, List<@Nullable Object> values) {
        if (!group.named()) {
            return values;
        }
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < keys.size(); i++) {
            object.put(keys.get(i), values.get(i));
        }
        return Collections.unmodifiableMap(object);
    }

    void each(Each each, Place at, Consumer<Outcome> then) {
        List<@Nullable Object> items;
        try {
            items = filler.list(each.items(), at, "`map`");
        } catch (NotFilledException e) {
            var work = new Work.Container("map", 0);
            then.accept(stage.ended(at, work, Stage.notFilled(at.path(), e)));
            return;
        }
        var work = new Work.Container("map", items.size());
        if (items.size() > MAX_ITEMS) {
            then.accept(stage.ended(at, work, tooMany(at, items.size())));
            return;
        }
        Members.Launch launch =
                (i, place, done) -> {
                    var item = item(each, items, i, place);
                    steps.take(
                            each.body(),
                            item,
                            outcome ->
                                    stage.pass(
                                            item, () -> done.accept(item.settled(outcome)), done));
                };
        contain(
                each,
                at,
                then,
                work,
                (in, end) ->
                        new Members(items.size(), each.fan(), in, launch, values -> values, end)
                                .go());
    }

    private static Place item(Each each, List<@Nullable Object> items, int index, Place at) {
        return at.below(new Segment.Item(index))
                .bound(each.as(), each.index(), items.get(index), index);
    }

    private static Failed tooMany(Place at, int items) {
        return Outcome.failed(
                ErrorCode.MAP_TOO_LARGE,
                at.path(),
                "The list has " + items + " items; a map takes at most " + MAX_ITEMS);
    }

    void choice(Switch node, Place at, Consumer<Outcome> then) {
        var work = new Work.Container("switch", node.branches().size());
        contain(
                node,
                at,
                then,
                work,
                (in, end) -> {
                    int taken;
                    try {
                        taken = taken(node, in);
                    } catch (NotFilledException e) {
                        end.accept(Stage.notFilled(in.path(), e));
                        return;
                    }
                    if (taken < 0) {
                        end.accept(Passed.THROUGH);
                    } else {
                        var place = in.below(new Segment.Branch(taken));
                        steps.take(
                                node.branches().get(taken).body(),
                                place,
                                outcome -> end.accept(whole(outcome)));
                    }
                });
    }

    private int taken(Switch node, Place at) {
        for (int i = 0; i < node.branches().size(); i++) {
            var when = node.branches().get(i).when();
            if (when == null || filler.holds(when, at, "`when`")) {
                return i;
            }
        }
        return -1;
    }

    /// A container is not skipped with what stands in it.
    static Outcome whole(Outcome outcome) {
        return outcome.equals(Passed.SKIPPED) ? Passed.THROUGH : outcome;
    }
}
