package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.samples.Orders.Item;
import dev.lovage.sdk.TaskFailure;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

final class OrdersTest {
    private static final Attempted STEP = new Attempted("order~1", "do.0.try.0");
    private static final Attempted UNDO = new Attempted("order~1", "do.0.try.0.undo");
    @TempDir Path folder;
    private Path file;
    private Orders orders;

    @BeforeEach
    void open() {
        file = folder.resolve("ledger");
        orders = new Orders(new Ledger(file));
    }

    @Test
    void addsUpAnOrder() {
        assertThat(orders.total(List.of(new Item("a", 2, 150), new Item("b", 1, 1))))
                .isEqualTo(301);
    }

    @Test
    void takesMoneyOnceHoweverOftenTheStepIsTried() throws IOException {
        var first = orders.charge("4242", 500, STEP);

        assertThat(orders.charge("4242", 500, STEP)).isEqualTo(first);
        assertThat(orders.charge("4242", 500, new Attempted("order~2", "do.0.try.0")).charge())
                .isNotEqualTo(first.charge());
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void givesBackOnceAndTellsOfASecondStepThatTried() throws IOException {
        var charge = orders.charge("4242", 500, STEP).charge();
        orders.refund(charge, UNDO);
        orders.refund(charge, UNDO);

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .isEqualTo("refund " + charge + "\t" + UNDO.idempotencyKey());

        orders.refund(charge, new Attempted("order~1", "elsewhere"));
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("refund-again");
    }

    @Test
    void refusesForGood() {
        fails("CARD_DECLINED", false, () -> orders.charge("4000 0000 0000 0002 ", 1, STEP));
        fails("OUT_OF_STOCK", false, () -> orders.reserve("cup", 101, STEP));
        fails("NOT_APPROVED", false, () -> orders.lapse("A-1", "2d"));
        fails("CARRIER_BUSY", true, () -> orders.book("post", "", 1, STEP));
    }

    @Test
    void failsAtTheRateThatWasAskedFor() {
        var failed =
                IntStream.range(0, 400)
                        .filter(i -> !books(0.25, new Attempted("order~" + i, "do.0")))
                        .count();

        assertThat(failed).isBetween(60L, 140L);
        assertThat(books(0, STEP)).isTrue();
        // what is booked stays booked
        assertThat(books(1, STEP)).isTrue();
    }

    @Test
    void isDefinedByValidDefinitions() throws IOException {
        for (var name : List.of("order-fulfilment", "ship-order")) {
            try (var yaml = Orders.class.getResourceAsStream("/lovage/" + name + ".yaml")) {
                var text = new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);

                assertThat(CanvasReader.definition(text).name()).isEqualTo(name);
            }
        }
    }

    private boolean books(double rate, Attempted step) {
        try {
            orders.book("post", "", rate, step);
            return true;
        } catch (TaskFailure e) {
            return false;
        }
    }

    private static void fails(String code, boolean retryable, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        f -> {
                            assertThat(f.code()).isEqualTo(code);
                            assertThat(f.retryable()).isEqualTo(retryable);
                        });
    }
}
