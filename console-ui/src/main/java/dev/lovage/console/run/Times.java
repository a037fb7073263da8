package dev.lovage.console.run;

import com.vaadin.flow.router.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// When the runs of a list were accepted: so far back, or from a moment to another.
///
/// @param from at or after; with a window where that began when it was asked for, so that pages
///   that follow each other begin at the same moment
/// @param to before
record Times(Window window, @Nullable Instant from, @Nullable Instant to) {
    static final Times ANY = new Times(Window.ANY, null, null);
    private static final Duration DAY = Duration.ofDays(1);

    static Times back(Window window, Instant now) {
        return window == Window.BETWEEN
                ? between(now.minus(DAY), null)
                : new Times(window, window.begin(now), null);
    }

    static Times between(@Nullable Instant from, @Nullable Instant to) {
        return from == null && to == null ? ANY : new Times(Window.BETWEEN, from, to);
    }

    /// As an address says it; what it says that is no moment counts as nothing.
    static Times of(QueryParameters address, Instant now) {
        var between = between(moment(address, "from"), moment(address, "to"));
        return between.equals(ANY)
                ? back(Window.of(address.getSingleParameter("since").orElse("")), now)
                : between;
    }

    private static @Nullable Instant moment(QueryParameters address, String name) {
        return address.getSingleParameter(name).flatMap(Times::read).orElse(null);
    }

    private static Optional<Instant> read(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Puts into an address what makes it these.
    void say(Map<String, String> said) {
        switch (window) {
            case ANY -> {}
            case HOUR, DAY, WEEK, MONTH -> said.put("since", window.word());
            case BETWEEN -> {
                if (from != null) {
                    said.put("from", from.toString());
                }
                if (to != null) {
                    said.put("to", to.toString());
                }
            }
        }
    }
}
