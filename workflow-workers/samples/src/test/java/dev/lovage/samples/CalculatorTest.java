package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CalculatorTest {
    private final Calculator calculator = new Calculator();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2 * 3; 7",
                "(3 + 4) / 2; 3.5",
                "1200 * 1.19; 1428",
                "2 ^ 10 % 1000; 24",
                "SQRT(2) ^ 2 - 2 < 0.001; ",
                "ROUND(10 / 3, 2); 3.33",
                "MAX(3, 1, 2) + SUM(1, 2); 6",
                "10 ^ 100; 1E+100"
            })
    void arithmeticIsComputed(String expression, String result) {
        if (result == null) {
            assertThatThrownBy(() -> calculator.calculate(expression))
                    .hasMessageContaining("it gives no number");
        } else {
            assertThat(calculator.calculate(expression)).isEqualTo(result);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "1 / 0",
                "FACT(100000000)",
                "x + 1",
                "\"text\"",
                "9 ^ 9 ^ 9 ^ 9",
                "System.exit(1)"
            })
    void whatCannotBeComputedIsSaidAndNotTriedAgain(String expression) {
        assertThatThrownBy(() -> calculator.calculate(expression))
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo("NOT_COMPUTED");
                            assertThat(failure.retryable()).isFalse();
                        });
    }
}
