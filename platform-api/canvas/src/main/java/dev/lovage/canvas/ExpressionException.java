package dev.lovage.canvas;

/// An expression that gives no value; the message names the expression and the way out.
public final class ExpressionException extends RuntimeException {
    static final String CODE = "EXPRESSION";

    /// Of an expression that looks into a value which is kept elsewhere.
    public static final String BY_REFERENCE = "VALUE_BY_REFERENCE";

    private final String code;

    ExpressionException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /// The code of the error that a run fails with.
    public String code() {
        return code;
    }
}
