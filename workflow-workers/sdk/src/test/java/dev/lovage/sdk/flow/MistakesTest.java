package dev.lovage.sdk.flow;

import static dev.lovage.sdk.flow.Steps.*;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.sdk.flow.Shop.Order;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What is said to who writes a workflow wrongly.
final class MistakesTest {
    private static final Ref<Order> ORDER = input(Order.class);

    @Test
    void namesTheTaskThatIsNear() {
        says(() -> call(Shop::totals, ORDER.get(Order::items)))
                .isEqualTo(
                        "Shop.totals is no task: annotate it with @Task, or refer to a method that"
                                + " is. Did you mean `Shop.total`?");
    }

    @Test
    void refusesALambda() {
        says(() -> call((Shop shop, String card) -> shop.charge(card, 1, null), "1"))
                .contains("A lambda has no name to call it by: write a method reference");
    }

    @Test
    void namesTheArgumentThatDoesNotFit() {
        says(() -> call(Shop::charge, 7, 3))
                .isEqualTo(
                        "Shop.charge(card, cents): Argument `card` must be of type string, not 7");
        says(() -> call(Shop::charge, ORDER.get(Order::items), 3))
                .isEqualTo("Shop.charge(card, cents) takes `card` of type string, not array");
        says(() -> call(Shop::total, List.of(Map.of("sku", "cup"))))
                .contains("Argument `items[0].quantity` is missing");
        says(() -> call(Shop::charge, "1", 3, 4))
                .isEqualTo("Shop.charge(card, cents) is given 3 arguments");
        says(() -> call(Shop::charge).with("cent", 3))
                .isEqualTo("Shop.charge(card, cents) has no `cent`. Did you mean `cents`?");
        says(() -> call(Shop::charge, "1").canvas())
                .isEqualTo("Shop.charge(card, cents) is given no `cents`");
        says(() -> call(Shop::close, 1)).contains("Shop.close() is given 1 arguments");
    }

    @Test
    void asksForAnIdWhereAValueIsUsed() {
        var total = call(Shop::total, ORDER.get(Order::items));

        assertThatThrownBy(() -> call(Shop::charge, "1", total))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it has no id; give it one, as .id(\"resized\")")
                .hasMessageContaining("order.total");
    }

    @Test
    void saysWhereTheLanguageIsBroken() {
        var workflow =
                workflow("shop")
                        .takes(Order.class)
                        .steps(order -> chain(value(1), value(step("totl")), task("a b").call()));

        assertThatThrownBy(workflow::definition)
                .isInstanceOf(InvalidCanvasException.class)
                .hasMessageContaining("/do/chain/1/value")
                .hasMessageContaining("/do/chain/2/task");
    }

    @Test
    void saysWhereATextHasNoPlaceForAValue() {
        says(() -> text("%s/%s", "a")).contains("has 2 places for values, not 1");
    }

    private static AbstractStringAssert<?> says(ThrowingCallable mistake) {
        var thrown = catchThrowableOfType(IllegalArgumentException.class, mistake);
        return assertThat(thrown).as("what was thrown").isNotNull().message();
    }
}
