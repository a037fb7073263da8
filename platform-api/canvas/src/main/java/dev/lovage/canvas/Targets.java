package dev.lovage.canvas;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a graph that a `choose` can give, as far as that stands in it.
final class Targets {
    private static final String NODE = "node";

    private final Set<String> named = new LinkedHashSet<>();
    private final Expressions expressions;
    private boolean others;

    private Targets(Expressions expressions) {
        this.expressions = expressions;
    }

    static Targets of(Template choice, Expressions expressions) {
        var targets = new Targets(expressions);
        targets.add(choice);
        return targets;
    }

    static Targets of(StateGraph.Edge edge, Expressions expressions) {
        return switch (edge) {
            case StateGraph.Edge.To(_, var to) -> of(new Template.Literal(to), expressions);
            case StateGraph.Edge.Choose(_, var choice) -> of(choice, expressions);
        };
    }

    /// Those that are named, also such as do not exist.
    Set<String> named() {
        return named;
    }

    /// Those of `nodes` to which it may lead: all of them where only a run can tell.
    Set<String> among(Set<String> nodes) {
        if (others) {
            return nodes;
        }
        var among = new LinkedHashSet<>(named);
        among.retainAll(nodes);
        return among;
    }

    private void add(Template choice) {
        switch (choice) {
            case Template.Literal literal -> literal(literal.value());
            case Template.Computed(var expression) ->
                    expressions.tree(expression).ifPresentOrElse(this::add, () -> others = true);
            case Template.Items(var items) -> items.forEach(this::add);
            case Template.Fields(var fields) when fields.containsKey(NODE) -> add(fields.get(NODE));
            case Template.Fields _, Template.Text _ -> others = true;
        }
    }

    private void literal(@Nullable Object value) {
        switch (value) {
            case String name -> named.add(name);
            case List<?> list -> list.forEach(this::literal);
            case Map<?, ?> map -> literal(map.get(NODE));
            case null, default -> others = true;
        }
    }

    private void add(CelExpr expr) {
        switch (expr.getKind()) {
            case CONSTANT -> text(expr).ifPresentOrElse(named::add, () -> others = true);
            case LIST -> expr.list().elements().forEach(this::add);
            case MAP -> node(expr.map()).ifPresentOrElse(this::add, () -> others = true);
            case CALL -> add(expr.call());
            case COMPREHENSION -> add(expr.comprehension());
            case NOT_SET, IDENT, SELECT, STRUCT -> others = true;
        }
    }

    private void add(CelExpr.CelCall call) {
        var args = call.args();
        if (call.function().equals("_?_:_")) {
            add(args.get(1));
            add(args.get(2));
        } else if (call.function().equals("_+_") && args.stream().allMatch(Targets::isList)) {
            args.forEach(this::add);
        } else {
            others = true;
        }
    }

    /// What `map` makes of each element: its step adds a list of one, perhaps on a condition.
    private void add(CelExpr.CelComprehension loop) {
        var step = loop.loopStep();
        if (isCall(step, "_?_:_")) {
            step = step.call().args().get(1);
        }
        var isMap = isCall(step, "_+_") && loop.accuInit().getKind() == CelExpr.ExprKind.Kind.LIST;
        if (isMap && isList(step.call().args().get(1))) {
            add(step.call().args().get(1));
        } else {
            others = true;
        }
    }

    private static boolean isCall(CelExpr expr, String function) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals(function);
    }

    private static boolean isList(CelExpr expr) {
        return switch (expr.getKind()) {
            case LIST, COMPREHENSION -> true;
            case NOT_SET, CONSTANT, IDENT, SELECT, CALL, STRUCT, MAP -> false;
        };
    }

    private static Optional<CelExpr> node(CelExpr.CelMap map) {
        return map.entries().stream()
                .filter(entry -> text(entry.key()).equals(Optional.of(NODE)))
                .map(CelExpr.CelMap.Entry::value)
                .findFirst();
    }

    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }
}
