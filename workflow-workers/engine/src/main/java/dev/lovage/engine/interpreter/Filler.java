package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.ExpressionException;
import dev.lovage.canvas.Template;
import dev.lovage.engine.interpreter.CallStep.Arguments;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fills in what a step says with what it sees.
final class Filler {
    private static final String NAMED_BESIDE_POSITIONAL = "$kwargs";
    private final Program program;

    Filler(Program program) {
        this.program = program;
    }

    @Nullable Object value(Template template, Place at) {
        try {
            return program.expressions().fill(template, at);
        } catch (ExpressionException e) {
            throw new NotFilledException(String.valueOf(e.getMessage()));
        }
    }

    List<@Nullable Object> list(Template template, Place at, String what) {
        if (value(template, at) instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new NotFilledException(what + " must give a list");
    }

    /// The call as it goes out, without its arguments.
    CallStep addressed(Call call, Place at) {
        var policies = program.policies();
        var options = policies.complete(call.traits().options().over(at.options()), call.task());
        var queue = policies.queues().wire(options.queue());
        return new CallStep(at.path(), call.task(), queue, options, Arguments.NONE, null);
    }

    Arguments arguments(Call call, Place at) {
        var positional = call.arguments().positional();
        var named = call.arguments().named();
        var values = new ArrayList<@Nullable Object>();
        boolean pipe = call.arguments().pipe() || (positional == null && named == null);
        if (pipe && at.prev().given()) {
            values.add(at.prev().value());
        }
        if (positional != null) {
            values.addAll(list(positional, at, "`args`"));
        }
        if (named == null) {
            return new Arguments(values, false);
        }
        var object = object(named, at);
        if (values.isEmpty()) {
            return new Arguments(List.of(object), true);
        }
        values.add(Map.of(NAMED_BESIDE_POSITIONAL, object));
        return new Arguments(values, false);
    }

    private Map<String, @Nullable Object> object(Template template, Place at) {
        if (value(template, at) instanceof Map<?, ?> map) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
            return object;
        }
        throw new NotFilledException("`with` must give an object");
    }
}
