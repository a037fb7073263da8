package dev.lovage.canvas.celery;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Arguments;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Fan;
import dev.lovage.canvas.Canvas.Traits;
import dev.lovage.canvas.Expression;
import dev.lovage.canvas.Template;
import dev.lovage.canvas.celery.Settings.Links;
import dev.lovage.canvas.celery.Signature.Single;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Many calls of one task that differ in nothing but their arguments: what Celery writes as a group
/// is one node here, a map over the arguments.
///
/// @param one any of them, for what they share
/// @param named whether some have named arguments
record Alike(List<Single> calls, Single one, boolean named) {
    /// Fewer remain a group, with a path each as its author wrote it.
    static final int FEW = 200;

    /// @param first nothing comes before them that they would get
    static @Nullable Alike of(List<Signature> members, boolean first) {
        if (members.size() <= FEW || !(members.getFirst() instanceof Single one)) {
            return null;
        }
        var calls = new ArrayList<Single>(members.size());
        for (var member : members) {
            if (!(member instanceof Single call)
                    || !like(one, call)
                    || !(first || call.immutable())) {
                return null;
            }
            calls.add(call);
        }
        return new Alike(calls, one, calls.stream().anyMatch(call -> !call.kwargs().isEmpty()));
    }

    private static boolean like(Single one, Single other) {
        return other.task().equals(one.task())
                && other.settings().wanted().equals(one.settings().wanted())
                && other.settings().links().equals(Links.NONE)
                && other.settings().marks().label() == null
                && !other.settings().marks().ignored();
    }

    Canvas map() {
        var traits = Traits.of(one.settings().wanted().ofCall());
        var item = named ? Each.ITEM + "." : "";
        var arguments =
                named
                        ? new Arguments(computed(item + "args"), computed(item + "kwargs"), false)
                        : new Arguments(computed(Each.ITEM), null, false);
        return new Canvas.Each(
                Traits.NONE,
                new Template.Literal(calls.stream().map(this::item).toList()),
                Each.ITEM,
                null,
                new Canvas.Call(traits, one.task(), arguments),
                Fan.DEFAULT);
    }

    private Object item(Single call) {
        if (!named) {
            return call.args();
        }
        var item = new LinkedHashMap<String, @Nullable Object>();
        item.put("args", call.args());
        item.put("kwargs", call.kwargs());
        return item;
    }

    private static Template computed(String source) {
        return new Template.Computed(new Expression(source));
    }
}
