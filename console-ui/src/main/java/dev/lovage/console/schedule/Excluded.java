package dev.lovage.console.schedule;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Whole days among calendars.
final class Excluded {
    private Excluded() {}

    /// The day that a calendar is all of, if it is one.
    static @Nullable LocalDate day(Schedule.Calendar calendar) {
        boolean whole =
                "*".equals(calendar.second())
                        && "*".equals(calendar.minute())
                        && "*".equals(calendar.hour())
                        && calendar.dayOfWeek() == null;
        var year = calendar.year();
        var month = calendar.month();
        var day = calendar.dayOfMonth();
        if (!whole || year == null || month == null || day == null) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
