package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Options;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.Scope;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Passed;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where in the run a node stands: what it sees, what cancels it, what it inherits, and who is told
/// how to undo it.
///
/// @param path empty around the body: for what belongs to the definition itself
/// @param options what the containers around it say
record Place(
        String path, Prev prev, Frame frame, Cancellation scope, Options options, UndoLog undos)
        implements Scope {

    /// The value before, if there is one.
    record Prev(boolean given, @Nullable Object value) {
        static final Prev NOTHING = new Prev(false, null);

        static Prev of(@Nullable Object value) {
            return new Prev(true, value);
        }
    }

    static Place root(Map<String, @Nullable Object> inputs, Cancellation scope) {
        var frame = new Frame(null, inputs);
        return new Place("", Prev.NOTHING, frame, scope, Options.NONE, UndoLog.NONE);
    }

    @Override
    public @Nullable Object value(String name) {
        return name.equals("prev") ? prev.value() : frame.value(name);
    }

    /// What came before passes through: from here on that is a value as others.
    Outcome settled(Outcome outcome) {
        return outcome.equals(Passed.THROUGH) ? new Done(prev.value()) : outcome;
    }

    /// What stands below this place, in a frame of its own.
    Place below(Segment segment) {
        return below(segment, frame.inner());
    }

    Place below(Segment segment, Frame own) {
        return new Place(Paths.below(path, segment), prev, own, scope, options, undos);
    }

    /// Sees these names too.
    Place seeing(String name, @Nullable Object value) {
        return new Place(path, prev, frame.inner(name, value), scope, options, undos);
    }

    /// An element of a map, bound to its names.
    Place bound(String as, @Nullable String index, @Nullable Object item, int place) {
        var names = new LinkedHashMap<String, @Nullable Object>();
        names.put(as, item);
        if (index != null) {
            names.put(index, (long) place);
        }
        var own = new Frame(frame, Collections.unmodifiableMap(names));
        return new Place(path, Prev.of(item), own, scope, options, undos);
    }

    Place after(Prev other) {
        return new Place(path, other, frame, scope, options, undos);
    }

    Place after(@Nullable Object value) {
        return after(Prev.of(value));
    }

    Place in(Cancellation inner) {
        return new Place(path, prev, frame, inner, options, undos);
    }

    Place under(Options container) {
        return new Place(path, prev, frame, scope, container.over(options), undos);
    }

    Place noting(UndoLog log) {
        return new Place(path, prev, frame, scope, options, log);
    }
}
