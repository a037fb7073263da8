package dev.lovage.chaos;

import java.time.Duration;
import java.time.Instant;

/// A part that was killed.
///
/// @param down until its successor served
/// @param converging from then until everything was shown rightly again
record Healing(String part, Instant killed, Duration down, Duration converging) {

    /// One line of a table about the times from the kill to the next.
    String line(Ledger ledger) {
        return "%-9s %s %6d %6d %8d %6d %8d %6d %9.1f %11.1f"
                .formatted(
                        part,
                        killed,
                        ledger.dues().size(),
                        ledger.runs().size(),
                        ledger.skipped().size(),
                        ledger.lost().size(),
                        ledger.doubled().size(),
                        ledger.wrong().size(),
                        down.toMillis() / 1e3,
                        converging.toMillis() / 1e3);
    }

    static String head() {
        return "killed    at                          times   runs  skipped   lost  doubled  wrong"
                + "    down s  converge s";
    }
}
