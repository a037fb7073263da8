package dev.lovage.canvas;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Walks the syntax tree of an expression and notes what it reaches for.
final class CelTree {
    private final Set<String> names = new TreeSet<>();
    private final Set<String> steps = new TreeSet<>();
    private final Set<String> runFields = new TreeSet<>();
    private final Set<String> bound = new HashSet<>();
    private final List<References.Fault> faults = new ArrayList<>();

    private CelTree() {}

    static References references(CelExpr root) {
        var tree = new CelTree();
        tree.walk(root);
        return new References(tree.names, tree.steps, tree.runFields, "", tree.faults);
    }

    private void walk(CelExpr expr) {
        var field = field(expr);
        if (field.isPresent() && free(field.get().of(), "steps")) {
            steps.add(field.get().name());
        } else if (field.isPresent() && free(field.get().of(), "run")) {
            names.add("run");
            runFields.add(field.get().name());
        } else if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            name(expr.ident().name());
        } else if (expr.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
            comprehension(expr.comprehension());
        } else {
            if (isSecret(expr)) {
                fault("NOT_YET", Keys.notYet("`secret(..)`", "let the task read its secrets"));
            }
            children(expr).forEach(this::walk);
        }
    }

    private void fault(String code, String message) {
        faults.add(new References.Fault(code, message));
    }

    private static boolean isSecret(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals("secret")
                && expr.call().target().isEmpty();
    }

    /// This expression and all below it.
    static Stream<CelExpr> all(CelExpr expr) {
        return Stream.concat(Stream.of(expr), children(expr).stream().flatMap(CelTree::all));
    }

    private void name(String name) {
        if (bound.contains(name) || Cel.isOwnName(name)) {
            return;
        }
        if (name.equals("steps")) {
            fault("UNKNOWN_STEP", "Name one step, as `steps.id`: `steps` alone is no value.");
        } else {
            names.add(name);
        }
    }

    private void comprehension(CelExpr.CelComprehension loop) {
        walk(loop.iterRange());
        walk(loop.accuInit());
        var added = new ArrayList<String>();
        for (var name : List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar())) {
            if (bound.add(name)) {
                added.add(name);
            }
        }
        walk(loop.loopCondition());
        walk(loop.loopStep());
        walk(loop.result());
        added.forEach(bound::remove);
    }

    private boolean free(CelExpr expr, String name) {
        return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                && expr.ident().name().equals(name)
                && !bound.contains(name);
    }

    /// A field of another expression: `a.b`, `a.?b`, `a["b"]`, `a[?"b"]`.
    record Field(CelExpr of, String name) {}

    static Optional<Field> field(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return Optional.of(new Field(expr.select().operand(), expr.select().field()));
        }
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return Optional.empty();
        }
        var call = expr.call();
        var reads = Set.of("_?._", "_[_]", "_[?_]").contains(call.function());
        return reads && call.args().size() == 2
                ? text(call.args().get(1)).map(name -> new Field(call.args().get(0), name))
                : Optional.empty();
    }

    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    static List<CelExpr> children(CelExpr expr) {
        return switch (expr.getKind()) {
            case NOT_SET, CONSTANT, IDENT -> List.of();
            case SELECT -> List.of(expr.select().operand());
            case CALL -> {
                var children = new ArrayList<CelExpr>();
                expr.call().target().ifPresent(children::add);
                children.addAll(expr.call().args());
                yield children;
            }
            case LIST -> expr.list().elements();
            case STRUCT -> expr.struct().entries().stream().map(e -> e.value()).toList();
            case MAP ->
                    expr.map().entries().stream()
                            .flatMap(e -> List.of(e.key(), e.value()).stream())
                            .toList();
            case COMPREHENSION ->
                    List.of(
                            expr.comprehension().iterRange(),
                            expr.comprehension().accuInit(),
                            expr.comprehension().loopCondition(),
                            expr.comprehension().loopStep(),
                            expr.comprehension().result());
        };
    }
}
