package dev.lovage.sdk.flow;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;

/// A step of a workflow whose value is a `T`. It never changes: what is said about it gives another
/// one.
///
/// Once it has an id, it may stand wherever a value is wanted: its own.
public sealed interface Step<T> extends Arg<T> permits Node {
    /// Its value, for the steps after it.
    ///
    /// @throws IllegalStateException when it has no id
    Ref<T> ref();

    /// A field of its value: `charged.get(Charge::cents)`.
    default <R> Ref<R> get(Getter<T, R> field) {
        return ref().get(field);
    }

    @Override
    default String written() {
        return ref().written();
    }

    /// The same in the language.
    ///
    /// @throws dev.lovage.canvas.InvalidCanvasException when it breaks the language's rules
    default Canvas canvas() {
        return CanvasReader.canvas(Trees.of(this, false));
    }
}
