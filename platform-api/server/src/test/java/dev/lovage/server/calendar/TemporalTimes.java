package dev.lovage.server.calendar;

import dev.lovage.client.Schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;

import java.util.List;

/// Specs as Temporal is told them: its own reader has the cron strings, so that it says whether
/// ours understands them alike.
final class TemporalTimes {
    private TemporalTimes() {}

    static ScheduleSpec of(Schedule.Spec wire) {
        return ScheduleSpec.newBuilder()
                .setCronExpressions(wire.cron())
                .setCalendars(wire.calendars().stream().map(TemporalTimes::calendar).toList())
                .setIntervals(intervals(wire))
                .setSkip(wire.exclude().stream().map(TemporalTimes::calendar).toList())
                .setTimeZoneName(wire.timezone())
                .setStartAt(wire.startAt())
                .setEndAt(wire.endAt())
                .build();
    }

    /// A single time has no part on the wire.
    private static List<ScheduleIntervalSpec> intervals(Schedule.Spec wire) {
        return Spec.read(wire, Schedule.Dst.NATIVE).intervals().stream()
                .map(interval -> new ScheduleIntervalSpec(interval.every(), interval.offset()))
                .toList();
    }

    private static ScheduleCalendarSpec calendar(Schedule.Calendar wire) {
        var calendar = CalendarReader.exclusion(wire);
        return ScheduleCalendarSpec.newBuilder()
                .setSeconds(ranges(calendar.second()))
                .setMinutes(ranges(calendar.minute()))
                .setHour(ranges(calendar.hour()))
                .setDayOfMonth(ranges(calendar.dayOfMonth()))
                .setMonth(ranges(calendar.month()))
                .setYear(ranges(calendar.year()))
                .setDayOfWeek(ranges(calendar.dayOfWeek()))
                .setComment(calendar.comment() == null ? "" : calendar.comment())
                .build();
    }

    static Schedule.Calendar wire(Calendar calendar) {
        return new Schedule.Calendar(
                Range.write(calendar.second()),
                Range.write(calendar.minute()),
                Range.write(calendar.hour()),
                Range.write(calendar.dayOfMonth()),
                Range.write(calendar.month()),
                Range.write(calendar.year()),
                Range.write(calendar.dayOfWeek()),
                calendar.comment());
    }

    private static List<ScheduleRange> ranges(List<Range> ranges) {
        return ranges.stream()
                .map(range -> new ScheduleRange(range.start(), range.end(), range.step()))
                .toList();
    }
}
