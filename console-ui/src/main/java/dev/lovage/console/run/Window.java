package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// How far back a list goes; the address says it in a word.
enum Window {
    ANY("", Duration.ZERO),
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofDays(1)),
    WEEK("7d", Duration.ofDays(7)),
    MONTH("30d", Duration.ofDays(30)),
    /// From a moment to another, which the address says beside it.
    BETWEEN("between", Duration.ZERO);

    private final String word;
    private final Duration length;

    Window(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    static Window of(String word) {
        return Arrays.stream(values())
                .filter(window -> window != BETWEEN && window.word.equals(word))
                .findFirst()
                .orElse(ANY);
    }

    String word() {
        return word;
    }

    String title() {
        return text("runs.window." + (word.isEmpty() ? "any" : word));
    }

    /// Where it begins, seen from `now`.
    @Nullable Instant begin(Instant now) {
        return switch (this) {
            case ANY, BETWEEN -> null;
            case HOUR, DAY, WEEK, MONTH -> now.minus(length);
        };
    }
}
