package dev.lovage.server.calendar;

import java.time.Instant;
import java.time.LocalDateTime;

/// A local time of a spec that a change of the clocks touches, and what Temporal makes of it.
sealed interface Touch {
    LocalDateTime local();

    /// The moment by which it is sorted.
    Instant at();

    /// It does not exist.
    ///
    /// @param at when it would be, had the clocks not been changed yet
    /// @param fires whether Temporal fires then
    record Gap(LocalDateTime local, Instant at, boolean fires) implements Touch {}

    /// It is there twice, `at` and at `second`.
    ///
    /// @param once no second fire is wanted then; an interval may want one
    record Twice(
            LocalDateTime local,
            Instant at,
            Instant second,
            boolean firstFires,
            boolean secondFires,
            boolean once)
            implements Touch {
        boolean firesTwice() {
            return firstFires && secondFires;
        }
    }

    /// It is there once, on a day that begins with a gap, and Temporal leaves it out because it
    /// takes the day for the day before.
    record Lost(LocalDateTime local, Instant at) implements Touch {}

    /// Temporal fires, though the spec does not name this local time.
    record Stray(LocalDateTime local, Instant at) implements Touch {}
}
