package dev.lovage.samples;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.SplittableRandom;

/// The tasks of `order-fulfilment`: a warehouse, a bank and two carriers, which keep what they did
/// in the [Ledger].
@Singleton
public final class Orders {
    private static final int IN_STOCK = 100;
    private static final String DECLINED = "0002";

    private final Effects effects;

    Orders(Ledger ledger) {
        this.effects = new Effects(ledger);
    }

    /// One line of an order.
    record Item(String sku, int quantity, long cents) {}

    /// Goods that wait for an order.
    record Reservation(String reservation, String sku, int quantity) {}

    /// Money that was taken.
    record Charge(String charge, long cents) {}

    /// A parcel that will be fetched.
    record Shipment(String shipment, String carrier) {}

    @Task(
            value = "order.total",
            description = "What the items of an order cost together.",
            inline = true)
    public long total(List<Item> items) {
        return items.stream().mapToLong(item -> item.quantity() * item.cents()).sum();
    }

    @Task(
            value = "stock.reserve",
            description = "Puts goods aside; OUT_OF_STOCK above a hundred of a kind.")
    public Reservation reserve(String sku, int quantity, TaskContext context) {
        if (quantity < 1 || quantity > IN_STOCK) {
            throw TaskFailure.of(
                            "OUT_OF_STOCK",
                            "There are %d of %s, not %d".formatted(IN_STOCK, sku, quantity))
                    .permanent();
        }
        return new Reservation(effects.have("reserve", context), sku, quantity);
    }

    @Task(value = "stock.release", description = "Puts reserved goods back.")
    public void release(String reservation, TaskContext context) {
        effects.undo("release", reservation, context);
    }

    @Task(
            value = "card.charge",
            description = "Takes money; CARD_DECLINED for a card that ends in 0002.")
    public Charge charge(String card, long cents, TaskContext context) {
        if (card.strip().endsWith(DECLINED)) {
            throw TaskFailure.of("CARD_DECLINED", "The bank declined the card").permanent();
        }
        return new Charge(effects.have("charge", context), cents);
    }

    @Task(value = "card.refund", description = "Gives money back.")
    public void refund(String charge, TaskContext context) {
        effects.undo("refund", charge, context);
    }

    @Task(
            value = "shipment.book",
            description = "Orders a parcel to be fetched; CARRIER_BUSY at the given rate.")
    public Shipment book(String carrier, String note, double failureRate, TaskContext context) {
        if (effects.had("book", context).isEmpty() && fails(failureRate, context)) {
            throw TaskFailure.of("CARRIER_BUSY", carrier + " takes no parcel now");
        }
        if (!note.isEmpty()) {
            context.logger().info("Note to the {}: {}", carrier, note);
        }
        return new Shipment(effects.have("book", context), carrier);
    }

    @Task(value = "shipment.cancel", description = "Takes the order of a parcel back.")
    public void cancel(String shipment, TaskContext context) {
        effects.undo("unbook", shipment, context);
    }

    @Task(
            value = "order.lapse",
            description = "Fails with NOT_APPROVED: nobody agreed to the order in time.")
    @SuppressWarnings("DoNotCallSuggester") // that it fails is all it does
    public void lapse(String order, String within) {
        throw TaskFailure.of(
                        "NOT_APPROVED",
                        "Nobody agreed to order %s within %s".formatted(order, within))
                .permanent();
    }

    @Task(value = "order.close", description = "Notes that the order is through, well or not.")
    public void close(String order, TaskContext context) {
        effects.have("close", context);
        context.logger().info("Order {} is through", order);
    }

    /// Chance that is the same on every machine: of the step and its attempt.
    private static boolean fails(double rate, TaskContext context) {
        var seed = 31L * context.idempotencyKey().hashCode() + context.attempt();
        return new SplittableRandom(seed).nextDouble() < rate;
    }
}
