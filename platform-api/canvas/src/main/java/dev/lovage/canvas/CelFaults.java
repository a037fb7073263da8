package dev.lovage.canvas;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says in our words, and without any value of a run, what CEL refuses.
final class CelFaults {
    private static final Pattern OFFSET = Pattern.compile("at <input>:([0-9]{1,6})");
    private static final Pattern UNDECLARED =
            Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);

    private CelFaults() {}

    /// Why a source gives no program.
    static List<String> of(CelValidationException e) {
        return e.getErrors().isEmpty()
                ? List.of(bound(String.valueOf(e.getMessage())))
                : e.getErrors().stream().map(CelFaults::issue).distinct().toList();
    }

    private static String issue(CelIssue issue) {
        var message = issue.getMessage();
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return "there is no function `" + undeclared.group(1) + "`";
        }
        var column = " (column " + (issue.getSourceLocation().getColumn() + 1) + ")";
        return bound(message.replaceAll("(?s)( expecting |\\n| \\(candidates:).*", "")) + column;
    }

    private static String bound(String message) {
        if (message.contains("recursion limit")) {
            return "it nests deeper than " + Cel.DEEPEST + " levels";
        }
        return message.contains("code point size")
                ? "it is longer than " + Cel.LONGEST_SOURCE + " characters"
                : message;
    }

    /// Why a program gave no value.
    static String of(CelEvaluationException e, CelAbstractSyntaxTree tree) {
        if (e.getCause() instanceof CelBounded.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
        var at = at(e, tree);
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> missing(e, at);
            case INDEX_OUT_OF_BOUNDS -> "the list has no such element" + inside(at);
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case NUMERIC_OVERFLOW -> "a whole number leaves 64 bits";
            case ITERATION_BUDGET_EXCEEDED -> "it takes more than 10,000 steps; let a task do this";
            case OVERLOAD_NOT_FOUND ->
                    "values of these kinds do not go together"
                            + inside(at)
                            + "; convert them with int(..), double(..) or string(..)";
            case BAD_FORMAT -> "a text does not have the form that is asked for" + inside(at);
            case DUPLICATE_ATTRIBUTE -> "a key stands twice in an object" + inside(at);
            default -> "a value is not of the kind that is asked for" + inside(at);
        };
    }

    private static String missing(CelEvaluationException e, Optional<CelExpr> at) {
        var path = at.map(CelFaults::text).orElse("a field");
        if (String.valueOf(e.getMessage()).contains("Field selections")) {
            return "`%s` is asked of something that is no object".formatted(path);
        }
        var optional = path.replaceFirst("\\.([^.\\]]*)$", ".?$1.orValue(..)");
        return "`%s` is missing; where it may be, write `%s`".formatted(path, optional);
    }

    private static String inside(Optional<CelExpr> at) {
        return at.map(expr -> " in `" + text(expr) + "`").orElse("");
    }

    private static Optional<CelExpr> at(CelEvaluationException e, CelAbstractSyntaxTree tree) {
        var match = OFFSET.matcher(String.valueOf(e.getMessage()));
        if (!match.find()) {
            return Optional.empty();
        }
        var offset = Integer.parseInt(match.group(1));
        var positions = tree.getSource().getPositionsMap();
        return CelTree.all(tree.getExpr())
                .filter(expr -> Integer.valueOf(offset).equals(positions.get(expr.id())))
                .findFirst();
    }

    /// The expression as it may have been written; `..` for what is not named.
    private static String text(CelExpr expr) {
        var field = CelTree.field(expr);
        if (field.isPresent()) {
            return text(field.get().of()) + "." + field.get().name();
        }
        return switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case CALL -> call(expr.call());
            case NOT_SET, CONSTANT, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> "..";
        };
    }

    private static String call(CelExpr.CelCall call) {
        var args = call.args().stream().map(CelFaults::text).toList();
        var function = call.function();
        if (function.equals("_[_]") && args.size() == 2) {
            return args.get(0) + "[" + args.get(1) + "]";
        }
        if (function.matches("_.*_") && args.size() == 2) {
            var operator = function.substring(1, function.length() - 1);
            return args.get(0) + " " + operator + " " + args.get(1);
        }
        var of = call.target().map(target -> text(target) + ".").orElse("");
        return of + function + "(" + String.join(", ", args) + ")";
    }
}
