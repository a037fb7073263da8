package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;

/// What may stand where a value is wanted that is there only while a run runs: a reference, a step
/// with an id, a text made of such.
public sealed interface Arg<T> permits Ref, Step, Text {
    /// As the language writes it, `${steps.files}`.
    String written();

    /// The type of the value; absent where it is not known.
    @Nullable Type type();
}
