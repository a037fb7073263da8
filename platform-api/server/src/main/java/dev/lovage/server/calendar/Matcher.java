package dev.lovage.server.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;

/// A calendar made ready to ask, quickly, which local times match it.
final class Matcher {
    static final int FIRST_YEAR = Field.YEAR.least;
    static final int LAST_YEAR = Field.YEAR.most;

    private static final int HOUR = 3_600;

    /// Of an hour.
    private final BitSet seconds = new BitSet(HOUR);

    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet years;
    private final BitSet weekdays;

    Matcher(Calendar calendar) {
        var second = bits(calendar.second());
        bits(calendar.minute()).stream()
                .forEach(minute -> second.stream().forEach(s -> seconds.set(minute * 60 + s)));
        hours = bits(calendar.hour());
        days = bits(calendar.dayOfMonth());
        months = bits(calendar.month());
        years = bits(calendar.year());
        weekdays = bits(calendar.dayOfWeek());
    }

    private static BitSet bits(List<Range> ranges) {
        var bits = new BitSet();
        ranges.forEach(range -> range.numbers().forEach(bits::set));
        return bits;
    }

    boolean matches(LocalDateTime local) {
        return seconds.get(local.getMinute() * 60 + local.getSecond())
                && hours.get(local.getHour())
                && hasDate(local.toLocalDate());
    }

    boolean hasDate(LocalDate date) {
        return hasYear(date.getYear())
                && hasMonth(date.getMonthValue())
                && hasDay(date.getDayOfMonth())
                && hasWeekday(date);
    }

    /// Whether every second of the day matches.
    boolean isWhole(LocalDate day) {
        return seconds.cardinality() == HOUR && hours.cardinality() == 24 && hasDate(day);
    }

    boolean hasYear(int year) {
        return years.isEmpty() || years.get(year);
    }

    boolean hasMonth(int month) {
        return months.get(month);
    }

    boolean hasDay(int day) {
        return days.get(day);
    }

    boolean hasWeekday(LocalDate date) {
        return weekdays.get(date.getDayOfWeek().getValue() % 7);
    }

    boolean hasEveryWeekday() {
        return weekdays.nextClearBit(0) > 6;
    }

    boolean hasEveryDay() {
        return days.nextClearBit(1) > 31;
    }

    /// -1 when there is none.
    int hourFrom(int hour) {
        return hours.nextSetBit(hour);
    }

    /// Second of an hour; -1 when there is none.
    int secondFrom(int second) {
        return seconds.nextSetBit(second);
    }

    /// Whether there is a day that matches, ever.
    boolean hasAnyDate() {
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (int month = 1; hasYear(year) && month <= 12; month++) {
                var first = LocalDate.of(year, month, 1);
                if (first.datesUntil(first.plusMonths(1)).anyMatch(this::hasDate)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Seconds between two times of one hour, or of two hours that follow each other.
    int shortestGap() {
        var shortest = seconds.cardinality() == 1 ? HOUR : around();
        for (int from = seconds.nextSetBit(0); from >= 0; ) {
            var to = seconds.nextSetBit(from + 1);
            shortest = to < 0 ? shortest : Math.min(shortest, to - from);
            from = to;
        }
        return shortest;
    }

    private int around() {
        var follow = hours.stream().anyMatch(hour -> hours.get((hour + 1) % 24));
        return follow ? HOUR - (seconds.length() - 1) + seconds.nextSetBit(0) : HOUR;
    }
}
