package dev.lovage.server.calendar;

import java.time.LocalDate;

/// Walks the days and hours of a local calendar to the next time that matches, in the steps of
/// Temporal's server. These are the steps' peculiarities, all of them near changes of the clocks:
///
/// * An hour that is followed, two clock hours later, by the next one is walked twice; the second
///   round is an hour later by the sun, whatever the clocks then show.
/// * A time of an hour that the clocks leave out is passed over when it lands in another hour, and
///   taken when it lands in the same one (where clocks jump by half an hour).
/// * The day of the week is that of the moment for which the walk stands: west of Greenwich, on a
///   day that begins with a gap, it is that of the day before.
final class Search {
    static final long NONE = Long.MAX_VALUE;

    private static final int HOUR = 3_600;

    private final Matcher matcher;
    private final WallClock clock;
    private final LocalDate last;
    private LocalDate day;
    private int hour;
    private int second;
    private boolean again;

    private Search(Matcher matcher, WallClock clock, long after, LocalDate last) {
        this.matcher = matcher;
        this.clock = clock;
        this.last = last;
        var local = clock.local(after);
        this.day = local.toLocalDate();
        this.hour = local.getHour();
        this.second = local.getMinute() * 60 + local.getSecond() + 1;
        this.again = clock.local(after - HOUR).getHour() == hour;
        if (second == HOUR) {
            toNextHour();
        }
    }

    /// The first second after this one that matches; [#NONE] when there is none up to the end of
    /// the day `last`, or of 2100.
    static long next(Matcher matcher, WallClock clock, long after, LocalDate last) {
        return new Search(matcher, clock, after, last).walk();
    }

    private long walk() {
        while (!day.isAfter(last) && day.getYear() <= Matcher.LAST_YEAR) {
            if (!matcher.hasYear(day.getYear())) {
                toDay(LocalDate.of(day.getYear() + 1, 1, 1));
            } else if (!matcher.hasMonth(day.getMonthValue())) {
                toDay(day.withDayOfMonth(1).plusMonths(1));
            } else if (!matcher.hasDay(day.getDayOfMonth()) || !hasWeekday()) {
                toDay(day.plusDays(1));
            } else {
                var found = inDay();
                if (found != NONE) {
                    return found;
                }
            }
        }
        return NONE;
    }

    private boolean hasWeekday() {
        return matcher.hasEveryWeekday()
                || matcher.hasWeekday(clock.local(moment(hour, second)).toLocalDate());
    }

    private long inDay() {
        var next = matcher.hourFrom(hour);
        if (next < 0) {
            toDay(day.plusDays(1));
            return NONE;
        }
        if (next != hour) {
            toHour(next);
        }
        second = matcher.secondFrom(second);
        if (second < 0) {
            toNextHour();
            return NONE;
        }
        var moment = moment(hour, second);
        if (clock.local(moment).getHour() != hour) {
            second = 0;
            hour++;
            normalise();
            return NONE;
        }
        return again ? moment + HOUR : moment;
    }

    private void toNextHour() {
        second = 0;
        if (!again && moment(hour + 1, 0) - moment(hour, 0) > HOUR) {
            again = true;
        } else {
            toHour(hour + 1);
            normalise();
        }
    }

    private void toHour(int to) {
        hour = to;
        second = 0;
        again = false;
    }

    private void toDay(LocalDate to) {
        day = to;
        toHour(0);
    }

    private void normalise() {
        if (hour == 24) {
            day = day.plusDays(1);
            hour = 0;
        }
    }

    private long moment(int hour, int second) {
        return clock.second(day.atStartOfDay().plusHours(hour).plusSeconds(second));
    }
}
