package dev.lovage.sdk.flow;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Tasks to write workflows with.
public class Shop {
    public record Item(String sku, int quantity) {}

    public record Order(List<Item> items, String card, boolean express, Optional<String> note) {}

    public record Charge(String id, long cents) {}

    @Task("order.total")
    public long total(List<Item> items) {
        return items.size();
    }

    @Task("card.charge")
    public Charge charge(String card, long cents, TaskContext context) {
        return new Charge(card, cents);
    }

    @Task("card.refund")
    public void refund(String charge, TaskContext context) {}

    @Task("stock.reserve")
    public String reserve(String sku, int quantity) {
        return sku;
    }

    @Task("parcel.book")
    public String book(String carrier, @Nullable String note) {
        return carrier;
    }

    @Task("order.close")
    public void close() {}

    public long totals(List<Item> items) {
        return items.size();
    }
}
