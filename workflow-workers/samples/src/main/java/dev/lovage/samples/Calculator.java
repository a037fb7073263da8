package dev.lovage.samples;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.AverageFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.Log10Function;
import com.ezylang.evalex.functions.basic.LogFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.functions.basic.SqrtFunction;
import com.ezylang.evalex.functions.basic.SumFunction;
import com.ezylang.evalex.parser.ParseException;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskFailure;

import jakarta.inject.Singleton;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/// A tool of `research-agent`: arithmetic, at which models err.
@Singleton
public final class Calculator {
    private static final int LONGEST = 500;

    private static final ExpressionConfiguration ARITHMETIC =
            ExpressionConfiguration.builder()
                    .mathContext(MathContext.DECIMAL64)
                    .functionDictionary(functions())
                    .arraysAllowed(false)
                    .structuresAllowed(false)
                    .build()
                    .withAdditionalOperators(Map.entry("^", new BoundedPower()));

    @Task(
            value = "calculate",
            description =
                    "Computes an arithmetic expression, as (3 + 4) * SQRT(2) / 100. Knows + - * / % ^"
                            + " and ABS AVERAGE CEILING FLOOR LOG LOG10 MAX MIN ROUND SQRT SUM.",
            timeout = "5s",
            never = "NOT_COMPUTED")
    public String calculate(String expression) {
        if (expression.length() > LONGEST) {
            throw notComputed("it has more than %d characters".formatted(LONGEST));
        }
        try {
            var value = new Expression(expression, ARITHMETIC).evaluate();
            if (!value.isNumberValue()) {
                throw notComputed("it gives no number");
            }
            return plain(value.getNumberValue());
        } catch (ParseException | EvaluationException | ArithmeticException e) {
            throw notComputed(String.valueOf(e.getMessage()));
        }
    }

    /// Nothing here takes longer for larger numbers; a factorial would.
    private static FunctionDictionaryIfc functions() {
        var functions = new MapBasedFunctionDictionary();
        functions.addFunction("ABS", new AbsFunction());
        functions.addFunction("AVERAGE", new AverageFunction());
        functions.addFunction("CEILING", new CeilingFunction());
        functions.addFunction("FLOOR", new FloorFunction());
        functions.addFunction("LOG", new LogFunction());
        functions.addFunction("LOG10", new Log10Function());
        functions.addFunction("MAX", new MaxFunction());
        functions.addFunction("MIN", new MinFunction());
        functions.addFunction("ROUND", new RoundFunction());
        functions.addFunction("SQRT", new SqrtFunction());
        functions.addFunction("SUM", new SumFunction());
        return functions;
    }

    /// Without an exponent where that is no longer than a line.
    private static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
    }

    private static TaskFailure notComputed(String why) {
        return TaskFailure.of("NOT_COMPUTED", "The expression cannot be computed: " + why)
                .permanent();
    }
}
