package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;

import dev.lovage.canvas.Definition;
import dev.lovage.testkit.LovageTest;
import dev.lovage.testkit.ReplayGate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

@Timeout(60)
final class OrderFulfilmentTest {
    private static final Definition ORDER = LovageTest.definition("lovage/order-fulfilment.yaml");

    private static final Map<String, Object> LARGE = Map.of("askAbove", 5000);

    @RegisterExtension
    static final LovageTest lovage =
            LovageTest.with(new Orders(ledger()))
                    .knowing(LovageTest.definition("lovage/ship-order.yaml"));

    private static Ledger ledger() {
        try {
            var file = Files.createTempFile("orders", ".ledger");
            file.toFile().deleteOnExit();
            return new Ledger(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fulfilsAnOrder() {
        var run = lovage.run(ORDER, Map.of());

        assertThat(run)
                .succeeded()
                .returned(Map.of("state", "fulfilled", "cents", 7500, "carrier", "post"))
                .step("wrapping")
                .wasSkipped()
                .step("cents")
                .returned(7500);
        assertThat(run)
                .tasks()
                .containsExactly(
                        "stock.reserve",
                        "stock.reserve",
                        "order.total",
                        "card.charge",
                        "order.close");
        assertThat(run).step("shipped").succeeded();
        assertThat(run).step("approved").wasSkipped();
    }

    @Test
    void wrapsAGiftAndSendsItByCourier() {
        assertThat(lovage.run(ORDER, Map.of("gift", true, "express", true)))
                .succeeded()
                .returned(Map.of("state", "fulfilled", "cents", 7500, "carrier", "courier"))
                .step("wrapping")
                .succeeded();
    }

    @Test
    void putsGoodsBackWhenTheCardIsDeclined() {
        var run = lovage.run(ORDER, Map.of("card", "4000 0000 0000 0002"));

        assertThat(run)
                .succeeded()
                .returned(Map.of("state", "refused", "because", "The bank declined the card"))
                .step("charged")
                .failedWith("CARD_DECLINED")
                .attempts(1)
                .step("shipped")
                .neverRan();
        assertThat(run).tasks().endsWith("stock.release", "stock.release", "order.close");
    }

    @Test
    void undoesNewestFirstWhenNoCarrierTakesTheParcel() {
        var run = lovage.run(ORDER, Map.of("failureRate", 1));

        assertThat(run)
                .succeeded()
                .returned(Map.of("state", "not shipped", "because", "post takes no parcel now"))
                .step("shipped")
                .failedWith("CHILD_FAILED");
        assertThat(run)
                .tasks()
                .endsWith("card.refund", "stock.release", "stock.release", "order.close");
    }

    @Test
    void takesNoMoneyForALargeOrderBeforeSomebodyAgreed() {
        var run = lovage.start(ORDER, LARGE).waitsAt("approved");
        assertThat(run).step("charged").neverRan();

        lovage.signal(run, "approval", Map.of("note", "ring twice"));

        assertThat(run.end())
                .succeeded()
                .returned(Map.of("state", "fulfilled", "cents", 7500, "carrier", "post"))
                .step("approved")
                .returned(Map.of("note", "ring twice"));
    }

    @Test
    void putsGoodsBackWhenSomebodySaysNo() {
        var run = lovage.start(ORDER, LARGE).waitsAt("approved");

        lovage.refuse(run, "approval", "REJECTED", "Too much for one house");

        assertThat(run.end())
                .succeeded()
                .returned(Map.of("state", "declined", "because", "Too much for one house"))
                .step("charged")
                .neverRan();
        assertThat(run).tasks().endsWith("stock.release", "stock.release", "order.close");
    }

    @Test
    void declinesALargeOrderThatNobodyAgreedToInTime() {
        var run = lovage.run(ORDER, LARGE);

        assertThat(run)
                .succeeded()
                .returned(
                        Map.of(
                                "state",
                                "declined",
                                "because",
                                "Nobody agreed to order A-1001 within 2d"))
                .step("do.0.try.3.timeout")
                .failedWith("NOT_APPROVED");
        assertThat(run).tasks().endsWith("stock.release", "stock.release", "order.close");
    }

    @Test
    void undoesWhatWasDoneWhenItIsCancelledWhilePacking() {
        var run = lovage.start(ORDER, Map.of("packing", "40m")).waitsAt("do.0.try.5");
        lovage.sleep(ofMinutes(20));

        lovage.cancel(run);

        assertThat(run.end()).wasCancelled().step("shipped").neverRan();
        assertThat(run)
                .tasks()
                .endsWith("card.refund", "stock.release", "stock.release", "order.close");
    }

    @Test
    void undoesWhatWasDoneWhenItsTimeIsUp() {
        var run = lovage.start(ORDER, Map.of("packing", "8d")).waitsAt("do.0.try.5");
        lovage.sleep(ofDays(7).plusMinutes(1));

        assertThat(run.end()).timedOut();
        assertThat(run)
                .tasks()
                .endsWith("card.refund", "stock.release", "stock.release", "order.close");
    }

    @Test
    void goesOnAsRecordedRunsDid() {
        ReplayGate.of("histories").holds();
    }
}
