package dev.lovage.samples;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.parser.Token;

import java.math.BigDecimal;

/// `^` as long as it ends soon: `9 ^ 9 ^ 9 ^ 9` never would.
@InfixOperator(
        precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER,
        leftAssociative = false,
        operandsLazy = false)
final class BoundedPower extends InfixPowerOfOperator {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        if (operands[1].isNumberValue() && operands[1].getNumberValue().abs().compareTo(MOST) > 0) {
            throw new EvaluationException(token, "an exponent is at most " + MOST);
        }
        return super.evaluate(expression, token, operands);
    }
}
