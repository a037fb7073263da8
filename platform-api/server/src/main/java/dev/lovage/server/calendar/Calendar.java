package dev.lovage.server.calendar;

import org.jspecify.annotations.Nullable;

import java.time.LocalDateTime;
import java.util.List;

/// Local times: those that match every field, to the second.
///
/// @param year no range at all means every year
/// @param dayOfWeek 0 is Sunday, 6 is Saturday
public record Calendar(
        List<Range> second,
        List<Range> minute,
        List<Range> hour,
        List<Range> dayOfMonth,
        List<Range> month,
        List<Range> year,
        List<Range> dayOfWeek,
        @Nullable String comment) {
    public Calendar {
        second = List.copyOf(second);
        minute = List.copyOf(minute);
        hour = List.copyOf(hour);
        dayOfMonth = List.copyOf(dayOfMonth);
        month = List.copyOf(month);
        year = List.copyOf(year);
        dayOfWeek = List.copyOf(dayOfWeek);
    }

    /// The one local time.
    static Calendar at(LocalDateTime local) {
        return new Calendar(
                List.of(Range.of(local.getSecond())),
                List.of(Range.of(local.getMinute())),
                List.of(Range.of(local.getHour())),
                List.of(Range.of(local.getDayOfMonth())),
                List.of(Range.of(local.getMonthValue())),
                List.of(Range.of(local.getYear())),
                List.of(new Range(0, 6, 1)),
                "dst: once");
    }
}
