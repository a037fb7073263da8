package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The names a step sees: those bound around it, and the steps before it in its own chain and in
/// the chains around. Each member of a container has a frame of its own, so members of a group do
/// not see each other; what a map runs stays in the frame of its item.
final class Frame {
    private final @Nullable Frame outer;
    private final Map<String, @Nullable Object> bound;
    private final Map<String, @Nullable Object> steps = new LinkedHashMap<>(0);

    Frame(@Nullable Frame outer, Map<String, @Nullable Object> bound) {
        this.outer = outer;
        this.bound = bound;
    }

    Frame inner() {
        return new Frame(this, Map.of());
    }

    Frame inner(String name, @Nullable Object value) {
        return new Frame(this, Collections.singletonMap(name, value));
    }

    /// A member has ended well: from now on it is seen here, and the steps in its own frame too.
    void ended(Canvas member, Frame own, @Nullable Object value) {
        steps.putAll(own.steps);
        named(member, value);
    }

    void named(Canvas member, @Nullable Object value) {
        var id = member.traits().id();
        if (id != null) {
            steps.put(id, value);
        }
    }

    /// A member was skipped: it, and the steps in it that would be seen here, are `null`.
    void skipped(Canvas member) {
        named(member, null);
        switch (member) {
            case Canvas.Chain chain -> chain.members().forEach(this::skipped);
            case Canvas.Group group -> group.members().values().forEach(this::skipped);
            case Canvas.Call _,
                    Canvas.Each _,
                    Canvas.Switch _,
                    Canvas.Graph _,
                    Canvas.Loop _,
                    Canvas.Try _,
                    Canvas.Wait _,
                    Canvas.Flow _,
                    Canvas.Await _,
                    Canvas.Value _ -> {}
        }
    }

    @Nullable Object value(String name) {
        if (name.equals("steps")) {
            return Collections.unmodifiableMap(steps());
        }
        for (var frame = this; frame != null; frame = frame.outer) {
            if (frame.bound.containsKey(name)) {
                return frame.bound.get(name);
            }
        }
        return null;
    }

    private Map<String, @Nullable Object> steps() {
        var around = outer;
        if (around == null) {
            return steps;
        }
        var outside = around.steps();
        if (steps.isEmpty()) {
            return outside;
        }
        if (outside.isEmpty()) {
            return steps;
        }
        var all = new LinkedHashMap<String, @Nullable Object>(outside);
        all.putAll(steps);
        return all;
    }
}
