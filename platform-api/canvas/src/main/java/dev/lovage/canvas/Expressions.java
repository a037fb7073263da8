package dev.lovage.canvas;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Evaluates the expressions of one level of the language.
///
/// The same expression over the same scope gives the same value on every machine: no clock, no
/// chance, and bounds that count instead of measuring time.
public final class Expressions {
    private static final Expressions LEVEL_1 = new Expressions();
    private static final int MOST_PROGRAMS = 4_096;
    private static final int SHOWN = 200;

    private final Cel cel = new Cel();
    private final Map<String, Compiled> programs = new ConcurrentHashMap<>();

    private sealed interface Compiled {
        References references();

        record Ready(References references, CelAbstractSyntaxTree tree, CelRuntime.Program program)
                implements Compiled {}

        record Broken(References references) implements Compiled {}
    }

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
    ///
    /// @throws ExpressionException when it gives none, or one of more than 1.5 MiB
    public @Nullable Object evaluate(Expression expression, Scope scope) {
        return switch (compiled(expression)) {
            case Compiled.Broken broken -> {
                var fault = broken.references().faults().getFirst();
                throw new ExpressionException(fault.code(), fault.message());
            }
            case Compiled.Ready ready -> evaluate(ready, expression, scope);
        };
    }

    private static @Nullable Object evaluate(
            Compiled.Ready ready, Expression expression, Scope scope) {
        try {
            var result = ready.program().eval(name -> Optional.of(CelValues.in(scope.value(name))));
            return new CelResult().plain(result);
        } catch (CelEvaluationException e) {
            throw failed(expression, code(e.getCause()), CelFaults.of(e, ready.tree()));
        } catch (CelBounded.Refused e) {
            throw failed(expression, code(e), String.valueOf(e.getMessage()));
        }
    }

    private static String code(@Nullable Throwable refused) {
        return refused instanceof CelBounded.ByReference
                ? ExpressionException.BY_REFERENCE
                : ExpressionException.CODE;
    }

    private static ExpressionException failed(Expression expression, String code, String why) {
        return new ExpressionException(
                code, "The expression `%s` gives no value: %s.".formatted(shown(expression), why));
    }

    private static String shown(Expression expression) {
        var source = expression.source();
        if (source.codePointCount(0, source.length()) <= SHOWN) {
            return source;
        }
        return source.substring(0, source.offsetByCodePoints(0, SHOWN)) + "..";
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
        return compiled(expression).references();
    }

    /// Its syntax, macros expanded; nothing when it cannot be read.
    Optional<CelExpr> tree(Expression expression) {
        return switch (compiled(expression)) {
            case Compiled.Ready ready -> Optional.of(ready.tree().getExpr());
            case Compiled.Broken _ -> Optional.empty();
        };
    }

    private String text(List<Template> parts, Scope scope) {
        var text = new StringBuilder();
        for (var part : parts) {
            var value = fill(part, scope);
            if (BlobReference.within(value)) {
                throw new ExpressionException(
                        ExpressionException.BY_REFERENCE,
                        "A value that is kept by reference cannot stand in a text; pass it whole.");
            }
            text.append(value instanceof String string ? string : Json.write(value));
            if (text.length() > CelBounded.LONGEST_TEXT) {
                throw new ExpressionException(
                        ExpressionException.CODE,
                        "A text with expressions becomes longer than 1 MiB.");
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
        if (expression.source().isBlank()) {
            return new Compiled.Broken(
                    References.unreadable(List.of(fault(expression, "it is empty"))));
        }
        try {
            var tree = cel.parse(expression.source());
            return checked(expression, tree, CelTree.references(tree.getExpr()));
        } catch (CelValidationException e) {
            return new Compiled.Broken(References.unreadable(faults(expression, e)));
        }
    }

    private Compiled checked(
            Expression expression, CelAbstractSyntaxTree tree, References references) {
        if (!references.faults().isEmpty()) {
            return new Compiled.Broken(references);
        }
        try {
            var names = new HashSet<>(references.names());
            names.add("steps");
            var checked = cel.checked(tree, names);
            return new Compiled.Ready(
                    references.giving(Cel.gives(checked)), tree, cel.program(checked, names));
        } catch (CelValidationException e) {
            return new Compiled.Broken(references.with(faults(expression, e)));
        } catch (CelEvaluationException e) {
            return new Compiled.Broken(
                    references.with(List.of(fault(expression, CelFaults.of(e, tree)))));
        }
    }

    private static List<References.Fault> faults(Expression expression, CelValidationException e) {
        return CelFaults.of(e).stream().map(why -> fault(expression, why)).toList();
    }

    private static References.Fault fault(Expression expression, String why) {
        return new References.Fault(
                ExpressionException.CODE,
                "The expression `%s` cannot be read: %s.".formatted(shown(expression), why));
    }
}
