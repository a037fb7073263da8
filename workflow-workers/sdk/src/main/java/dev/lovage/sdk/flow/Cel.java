package dev.lovage.sdk.flow;

import dev.lovage.canvas.Json;
import dev.lovage.sdk.JavaValues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes expressions.
final class Cel {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";

    /// A name, a text or a call, and what is selected in it: nothing beside it can tear it apart.
    private static final Pattern SIMPLE =
            Pattern.compile(
                    "(?:"
                            + TEXT
                            + "|\\w+(?:\\([^()]*\\))?)"
                            + "(?:\\.\\??\\w+(?:\\([^()]*\\))?|\\[(?:\\d+|"
                            + TEXT
                            + ")])*");

    private static final Set<String> WORDS =
            Set.of(
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "false",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "let",
                    "loop",
                    "namespace",
                    "null",
                    "package",
                    "return",
                    "true",
                    "var",
                    "void",
                    "while");

    private Cel() {}

    /// The expression of a reference, or a constant as one.
    static String source(@Nullable Object value) {
        return switch (value) {
            case Ref<?> ref -> ref.source();
            case Step<?> step -> step.ref().source();
            case Text text -> text.source();
            case null, default -> Json.write(JavaValues.json(value));
        };
    }

    /// The same, in brackets where something may stand beside it.
    static String operand(@Nullable Object value) {
        var source = source(value);
        return SIMPLE.matcher(source).matches() ? source : "(" + source + ")";
    }

    static String field(String source, String name) {
        var base = SIMPLE.matcher(source).matches() ? source : "(" + source + ")";
        return NAME.matcher(name).matches() && !WORDS.contains(name)
                ? base + "." + name
                : base + "[" + Json.write(name) + "]";
    }

    /// An expression with every `%s` filled in; without values the text as it is.
    static String format(String text, Object... values) {
        return values.length == 0
                ? text
                : text.formatted(Arrays.stream(values).map(Cel::operand).toArray());
    }
}
