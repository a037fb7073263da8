package dev.lovage.canvas;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Evaluates the expressions of one level of the language.
///
/// The same expression over the same scope gives the same value on every machine: no clock, no
/// chance, and bounds that count instead of measuring time.
public final class Expressions {
    private static final Expressions LEVEL_1 = new Expressions();
    private static final int MOST_PROGRAMS = 4_096;
    private static final int LARGEST_TEXT = 1024 * 1024;

    private final Cel cel = new Cel();
    private final Map<String, Compiled> programs = new ConcurrentHashMap<>();

    /// A program ready to run, or why there is none.
    private record Compiled(CelRuntime.@Nullable Program program, References references) {}

    private Expressions() {}

    /// The expressions of this engine level, as a [RunInput] names it.
    public static Expressions level(int engine) {
        if (engine != RunInput.ENGINE) {
            throw new IllegalArgumentException(
                    "Engine level %d is not known here, only %d"
                            .formatted(engine, RunInput.ENGINE));
        }
        return LEVEL_1;
    }

    /// The value as plain JSON: bytes become base64 text, points in time and spans ISO-8601 text,
    /// unsigned numbers whole ones, an empty optional `null`.
    public @Nullable Object evaluate(Expression expression, Scope scope) {
        var compiled = compiled(expression);
        var program = compiled.program;
        if (program == null) {
            var fault = compiled.references.flaw().orElseThrow();
            throw new ExpressionException(fault.code(), fault.message());
        }
        try {
            var result = program.eval(name -> Optional.of(CelValues.in(scope.value(name))));
            return CelValues.out(result, expression);
        } catch (CelEvaluationException e) {
            throw new ExpressionException(
                    "EXPRESSION", "`%s`: %s".formatted(expression.source(), e.getMessage()));
        }
    }

    /// The JSON value of a template. In text around expressions a string stands as it is and every
    /// other value as JSON.
    public @Nullable Object fill(Template template, Scope scope) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> evaluate(computed.expression(), scope);
            case Template.Text text -> text(text.parts(), scope);
            case Template.Items items -> {
                var list = new ArrayList<@Nullable Object>(items.items().size());
                items.items().forEach(item -> list.add(fill(item, scope)));
                yield list;
            }
            case Template.Fields fields -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                fields.fields().forEach((name, field) -> map.put(name, fill(field, scope)));
                yield map;
            }
        };
    }

    References references(Expression expression) {
        return compiled(expression).references;
    }

    private String text(List<Template> parts, Scope scope) {
        var text = new StringBuilder();
        for (var part : parts) {
            var value = fill(part, scope);
            text.append(value instanceof String string ? string : Json.write(value));
            if (text.length() > LARGEST_TEXT) {
                throw new ExpressionException(
                        "EXPRESSION", "A text with expressions becomes longer than 1 MiB.");
            }
        }
        return text.toString();
    }

    private Compiled compiled(Expression expression) {
        var known = programs.get(expression.source());
        if (known != null) {
            return known;
        }
        var compiled = compile(expression);
        if (programs.size() >= MOST_PROGRAMS) {
            programs.clear();
        }
        programs.put(expression.source(), compiled);
        return compiled;
    }

    private Compiled compile(Expression expression) {
        try {
            var parsed = cel.parse(expression.source());
            var references = CelTree.references(parsed.getExpr());
            if (references.flaw().isPresent()) {
                return new Compiled(null, references);
            }
            var names = new TreeSet<>(references.names());
            names.add("steps");
            return new Compiled(cel.program(parsed, names), references);
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compiled(null, References.broken(String.valueOf(e.getMessage())));
        }
    }
}
