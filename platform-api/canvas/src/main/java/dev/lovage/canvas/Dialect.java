package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// Another notation in which a canvas may be written; it is put into our own before it is read.
public interface Dialect {
    /// Nothing but the language itself.
    Dialect NONE =
            new Dialect() {
                @Override
                public boolean claims(@Nullable Object canvas) {
                    return false;
                }

                @Override
                public Object own(Object canvas, String pointer, Consumer<Flaw> flaws) {
                    return canvas;
                }
            };

    /// Whether this is written in it. Then all of it is.
    boolean claims(@Nullable Object canvas);

    /// The same as a JSON value of our own form, or anything at all once a flaw was told.
    ///
    /// @param pointer to the canvas, where the flaws begin
    Object own(Object canvas, String pointer, Consumer<Flaw> flaws);
}
