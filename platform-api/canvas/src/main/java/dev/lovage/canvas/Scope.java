package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

/// What an expression sees: `input`, `prev`, `steps`, `run`, and the names bound by `as` and
/// `index`.
@FunctionalInterface
public interface Scope {
    /// The JSON value bound to `name`; a name that nothing binds gives `null`.
    @Nullable Object value(String name);
}
