package dev.lovage.testkit;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import java.util.List;

/// The tasks of a bookshop.
public class Books {
    public record Order(String customer, List<String> titles) {}

    public record Charge(String id, long cents) {}

    @Task("book.price")
    public long price(String title) {
        return 100L * title.length();
    }

    @Task("book.sum")
    public long sum(List<Long> prices) {
        return prices.stream().mapToLong(Long::longValue).sum();
    }

    @Task(value = "card.charge", attempts = 3, backoff = "10m")
    public Charge charge(String customer, long cents, TaskContext context) {
        throw TaskFailure.of("BANK_AWAY", "There is no bank in a test");
    }

    @Task("card.refund")
    public void refund(String charge) {
        throw new IllegalStateException("There is no bank in a test");
    }

    @Task(value = "parcel.send", queue = "parcels")
    public String send(String customer) {
        return "parcel for " + customer;
    }
}
