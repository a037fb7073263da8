package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// Steps all at once: the members of a group, and one for every item of a list.
final class Fans {
    static final int MAX_ITEMS = 10_000;

    private final Steps steps;
    private final Stage stage;
    private final Filler filler;
    private final Containers containers;

    Fans(Steps steps, Stage stage, Filler filler, Containers containers) {
        this.steps = steps;
        this.stage = stage;
        this.filler = filler;
        this.containers = containers;
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
        containers.contain(
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
        containers.contain(
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
}
