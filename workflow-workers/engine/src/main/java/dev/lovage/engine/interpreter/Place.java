package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Options;
import dev.lovage.canvas.Scope;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where in the run a node stands: what it sees, what cancels it, and what it inherits.
///
/// @param options what the containers around it say
record Place(String path, Prev prev, Frame frame, Cancellation scope, Options options)
        implements Scope {

    /// The value before, if there is one.
    record Prev(boolean given, @Nullable Object value) {
        static final Prev NOTHING = new Prev(false, null);
    }

    @Override
    public @Nullable Object value(String name) {
        return name.equals("prev") ? prev.value() : frame.value(name);
    }

    /// A member below this place, in a frame of its own.
    Place member(String segment) {
        return member(segment, frame.inner());
    }

    Place member(String segment, Frame own) {
        return new Place(path + "." + segment, prev, own, scope, options);
    }

    Place at(String other) {
        return new Place(other, prev, frame, scope, options);
    }

    Place bound(String as, @Nullable String index, @Nullable Object item, int place) {
        var names = new LinkedHashMap<String, @Nullable Object>();
        names.put(as, item);
        if (index != null) {
            names.put(index, (long) place);
        }
        return new Place(path, new Prev(true, item), new Frame(frame, names), scope, options);
    }

    Place after(@Nullable Object value) {
        return new Place(path, new Prev(true, value), frame, scope, options);
    }

    Place in(Cancellation inner) {
        return new Place(path, prev, frame, inner, options);
    }

    Place under(Options container) {
        return new Place(path, prev, frame, scope, container.over(options));
    }

    static Place root(Map<String, @Nullable Object> inputs, Cancellation scope) {
        return new Place("do", Prev.NOTHING, new Frame(null, inputs), scope, Options.NONE);
    }
}
