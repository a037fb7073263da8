package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofHours;
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

    @RegisterExtension static final LovageTest lovage = LovageTest.with(new Orders(ledger()));

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
                        "shipment.book",
                        "order.close");
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
    void triesACarrierThreeTimesThenUndoesNewestFirst() {
        var run = lovage.run(ORDER, Map.of("failureRate", 1));

        assertThat(run)
                .succeeded()
                .returned(Map.of("state", "not shipped", "because", "post takes no parcel now"))
                .step("do.0.try.5.s.1")
                .failedWith("CARRIER_BUSY")
                .attempts(3);
        assertThat(run)
                .tasks()
                .endsWith("card.refund", "stock.release", "stock.release", "order.close");
    }

    @Test
    void undoesWhatWasDoneWhenItIsCancelledWhilePacking() {
        var run = lovage.start(ORDER, Map.of("packing", "40m")).waitsAt("do.0.try.4");
        lovage.sleep(ofMinutes(20));

        lovage.cancel(run);

        assertThat(run.end()).wasCancelled().step("shipped").neverRan();
        assertThat(run)
                .tasks()
                .endsWith("card.refund", "stock.release", "stock.release", "order.close");
    }

    @Test
    void undoesWhatWasDoneWhenItsTimeIsUp() {
        var run = lovage.start(ORDER, Map.of("packing", "2h")).waitsAt("do.0.try.4");
        lovage.sleep(ofHours(1).plusMinutes(1));

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
