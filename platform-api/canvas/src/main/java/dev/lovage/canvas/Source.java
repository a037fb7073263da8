package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// A text that was read into a plain JSON value.
///
/// @param flaws those of the text itself; knows where in the text every value stands, for what else
///   is wrong with it
record Source(@Nullable Object tree, Flaws flaws) {
    static final int MOST_VALUES = 100_000;
    static final int DEEPEST = 100;

    /// A text that begins with `{` or `[` is JSON, anything else YAML.
    ///
    /// @throws InvalidCanvasException when the text is not even that
    static Source read(String text) {
        var bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var first = bare.stripLeading();
        return first.startsWith("{") || first.startsWith("[")
                ? JsonText.read(bare)
                : YamlText.read(bare);
    }

    /// What a parser of either form collects on its way.
    static final class Notes {
        /// By JSON pointer; of a member the position of its key.
        private final Map<String, Position> positions = new HashMap<>();

        final Flaws flaws = new Flaws(positions);
        private int values;

        /// Notes where the next value stands, and stops the reading when it is one too many.
        void at(String pointer, int depth, Position position) {
            positions.put(pointer, position);
            add(pointer, 1);
            if (depth > DEEPEST) {
                throw stop(pointer, "TOO_DEEP", "Nested deeper than " + DEEPEST + " levels.");
            }
        }

        void add(String pointer, int count) {
            values += count;
            if (values > MOST_VALUES) {
                throw stop(pointer, "TOO_LARGE", "More than " + MOST_VALUES + " values.");
            }
        }

        int values() {
            return values;
        }

        String text(String pointer, String text) {
            Json.checkText(text, pointer, flaws);
            return text;
        }

        /// `value` goes into `map` unless its key stands there already.
        void member(
                Map<String, @Nullable Object> map,
                String pointer,
                String key,
                @Nullable Object value) {
            if (map.containsKey(key)) {
                flaws.add(pointer, "DUPLICATE_KEY", "The key `" + key + "` stands here twice.");
            }
            map.put(key, value);
        }

        double finite(String pointer, double number) {
            if (!Double.isFinite(number)) {
                flaws.add(pointer, "NUMBER", "The number is beyond what JSON readers can hold.");
            }
            return number;
        }

        InvalidCanvasException stop(String pointer, String code, String message) {
            flaws.add(pointer, code, message);
            return new InvalidCanvasException(flaws.sorted());
        }

        InvalidCanvasException syntax(Position position, String message) {
            flaws.add(new Flaw(Pointer.ROOT, "SYNTAX", message, position));
            return new InvalidCanvasException(flaws.sorted());
        }

        Source done(@Nullable Object tree) {
            return new Source(tree, flaws);
        }
    }
}
