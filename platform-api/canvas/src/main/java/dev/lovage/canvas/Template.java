package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A JSON value in which strings may hold expressions; filled in when the step that holds it
/// becomes ready.
public sealed interface Template {

    /// A value without any expression in it: `null`, Boolean, Long, Double, String, List or Map.
    record Literal(@Nullable Object value) implements Template {}

    /// A string that is one expression: gives a value of whatever type.
    record Computed(Expression expression) implements Template {}

    /// Text around and between expressions, a [Literal] string or a [Computed] each: gives a
    /// string.
    record Text(List<Template> parts) implements Template {
        public Text {
            parts = List.copyOf(parts);
        }
    }

    /// A list with an expression somewhere below.
    record Items(List<Template> items) implements Template {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// An object with an expression somewhere below.
    record Fields(SequencedMap<String, Template> fields) implements Template {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }
}
