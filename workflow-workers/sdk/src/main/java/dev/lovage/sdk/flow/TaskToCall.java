package dev.lovage.sdk.flow;

import dev.lovage.sdk.TaskSignature;
import dev.lovage.sdk.flow.Call.Pipe;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.List;

/// A task that is called in more than one way, or of which only the name is known: one in another
/// language, say.
public final class TaskToCall<R> {
    private final String name;
    private final @Nullable Type result;
    private final @Nullable TaskSignature signature;
    private final List<String> oneOf;

    private TaskToCall(
            String name,
            @Nullable Type result,
            @Nullable TaskSignature signature,
            List<String> oneOf) {
        this.name = name;
        this.result = result;
        this.signature = signature;
        this.oneOf = List.copyOf(oneOf);
    }

    static <R> TaskToCall<R> of(TaskReference reference) {
        var signature = TaskSignature.of(Lambdas.method(reference));
        return new TaskToCall<>(signature.name(), signature.result(), signature, List.of());
    }

    static <R> TaskToCall<R> of(String name, @Nullable Type result) {
        return new TaskToCall<>(name, result, null, List.of());
    }

    static TaskToCall<Object> oneOf(String name, List<String> tasks) {
        return new TaskToCall<>(name, null, null, tasks);
    }

    /// The task's name.
    public String name() {
        return name;
    }

    /// Calls it with these arguments by place: constants, references, steps with an id. Without any
    /// it gets what came before it, if it takes an argument.
    public Call<R> call(Object... arguments) {
        return called(Pipe.NO, arguments);
    }

    /// Calls it with what came before it, then these.
    public Call<R> piped(Object... arguments) {
        return called(Pipe.YES, arguments);
    }

    /// Celery's signature: what came before it, if anything did, then these.
    public Call<R> s(Object... arguments) {
        return called(Pipe.IF_ANY, arguments);
    }

    /// Celery's immutable signature: these, and nothing else.
    public Call<R> si(Object... arguments) {
        return call(arguments);
    }

    private Call<R> called(Pipe pipe, Object... arguments) {
        Call<R> call =
                signature == null
                        ? Call.of(name, result, pipe, arguments)
                        : Call.of(signature, pipe, arguments);
        return oneOf.isEmpty() ? call : call.having("oneOf", oneOf);
    }
}
