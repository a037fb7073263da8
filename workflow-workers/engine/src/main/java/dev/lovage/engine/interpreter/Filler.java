package dev.lovage.engine.interpreter;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Callee;
import dev.lovage.canvas.Durations;
import dev.lovage.canvas.ExpressionException;
import dev.lovage.canvas.Template;
import dev.lovage.canvas.Timestamps;
import dev.lovage.canvas.Until;
import dev.lovage.engine.interpreter.CallStep.Arguments;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fills in what a step says with what it sees.
final class Filler {
    private static final String NAMED_BESIDE_POSITIONAL = "$kwargs";
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_SHOWN = 128;

    private final Program program;

    Filler(Program program) {
        this.program = program;
    }

    @Nullable Object value(Template template, Place at) {
        try {
            return program.expressions().fill(template, at);
        } catch (ExpressionException e) {
            throw e.code().equals(ExpressionException.BY_REFERENCE)
                    ? byReference(String.valueOf(e.getMessage()))
                    : new NotFilledException(String.valueOf(e.getMessage()));
        }
    }

    private static NotFilledException byReference(String message) {
        return new NotFilledException(ErrorCode.VALUE_BY_REFERENCE, message, null);
    }

    List<@Nullable Object> list(Template template, Place at, String what) {
        var value = value(template, at);
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        BlobReference.of(value)
                .ifPresent(reference -> {
                    throw byReference(
                            "%s needs the list itself, and its %,d bytes are kept by reference: "
                                            .formatted(what, reference.size())
                                    + "let the task return it in parts of 128 KiB at most");
                });
        throw new NotFilledException(what + " must give a list");
    }

    boolean holds(Template template, Place at, String what) {
        if (value(template, at) instanceof Boolean holds) {
            return holds;
        }
        throw new NotFilledException(what + " must be true or false");
    }

    /// When a pause that begins now is over.
    Instant moment(Until until, Place at, Instant now) {
        var moment =
                switch (until) {
                    case Until.After(var delay) -> now.plus(delay);
                    case Until.Computed(var delay) -> now.plus(delay(value(delay, at)));
                    case Until.At(var written) -> written(value(written, at));
                };
        if (moment.isAfter(now.plus(LONGEST))) {
            throw new NotFilledException("A pause lasts at most " + LONGEST.toDays() + " days");
        }
        return moment;
    }

    private static Duration delay(@Nullable Object value) {
        try {
            var delay = Durations.parse(String.valueOf(value));
            return delay.compareTo(LONGEST) < 0 ? delay : LONGEST.plusDays(1);
        } catch (IllegalArgumentException e) {
            throw new NotFilledException(String.valueOf(e.getMessage()));
        }
    }

    private static Instant written(@Nullable Object value) {
        try {
            return Timestamps.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new NotFilledException(String.valueOf(e.getMessage()));
        }
    }

    /// The call as far as it is known before it is ready.
    CallStep addressed(Call call, Place at) {
        return addressed(call, call.callee().shown(), at);
    }

    /// The call as it goes out, without its arguments.
    CallStep chosen(Call call, Place at) {
        var task =
                switch (call.callee()) {
                    case Callee.Named(var name) -> name;
                    case Callee.OneOf(var name, var names) -> listed(value(name, at), names);
                };
        return addressed(call, task, at);
    }

    private CallStep addressed(Call call, String task, Place at) {
        var policies = program.policies();
        var options = policies.complete(call.traits().options().over(at.options()), task);
        var queue = policies.queues().wire(options.queue());
        boolean inline = policies.inline(options, task) && policies.queues().isOwn(queue);
        return new CallStep(at.path(), task, queue, options, inline, Arguments.NONE, null);
    }

    private static String listed(@Nullable Object asked, List<String> names) {
        if (asked instanceof String name && names.contains(name)) {
            return name;
        }
        var written = asked instanceof String text ? "`" + shortened(text) + "`" : "no text";
        throw new NotFilledException(
                ErrorCode.TASK_NOT_LISTED,
                "`task` gave %s; `oneOf` lists only %s"
                        .formatted(written, String.join(", ", names)),
                Map.of("oneOf", names));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
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
