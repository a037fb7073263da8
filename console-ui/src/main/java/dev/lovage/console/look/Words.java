package dev.lovage.console.look;

import java.time.Duration;
import java.util.Locale;

/// How states and durations read.
public final class Words {
    private Words() {}

    /// `TIMED_OUT` → `Timed out`.
    public static String state(Enum<?> state) {
        var name = state.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// At most two units: `412 ms`, `3.2 s`, `4 m 07 s`, `2 h 15 m`, `3 d 4 h`.
    public static String duration(Duration length) {
        if (length.toSeconds() < 1) {
            return "%d ms".formatted(Math.max(0, length.toMillis()));
        }
        if (length.toSeconds() < 10) {
            return "%.1f s".formatted(length.toMillis() / 1000.0);
        }
        if (length.toMinutes() < 1) {
            return "%d s".formatted(length.toSeconds());
        }
        if (length.toHours() < 1) {
            return "%d m %02d s".formatted(length.toMinutes(), length.toSecondsPart());
        }
        return length.toDays() < 1
                ? "%d h %02d m".formatted(length.toHours(), length.toMinutesPart())
                : "%d d %d h".formatted(length.toDays(), length.toHoursPart());
    }
}
