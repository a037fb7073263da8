package dev.lovage.server.schedule;

import com.google.protobuf.util.Durations;

import dev.lovage.server.calendar.Calendar;
import dev.lovage.server.calendar.Interval;
import dev.lovage.server.calendar.Range;
import dev.lovage.server.calendar.Spec;

import io.temporal.api.schedule.v1.IntervalSpec;
import io.temporal.api.schedule.v1.ScheduleSpec;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;

import java.util.List;

/// Specs in Temporal's form, part by part.
final class TemporalSpecs {
    private TemporalSpecs() {}

    static ScheduleSpec of(Spec spec) {
        var form =
                ScheduleSpec.newBuilder()
                        .setTimezoneName(spec.zone().getId())
                        .setJitter(Durations.fromMillis(spec.jitter().toMillis()));
        spec.calendars().forEach(calendar -> form.addStructuredCalendar(calendar(calendar)));
        spec.intervals().forEach(interval -> form.addInterval(interval(interval)));
        spec.exclude().forEach(calendar -> form.addExcludeStructuredCalendar(calendar(calendar)));
        var start = spec.window().start();
        if (start != null) {
            form.setStartTime(TemporalForms.timestamp(start));
        }
        var end = spec.window().end();
        if (end != null) {
            form.setEndTime(TemporalForms.timestamp(end));
        }
        return form.build();
    }

    private static StructuredCalendarSpec calendar(Calendar calendar) {
        var comment = calendar.comment();
        return StructuredCalendarSpec.newBuilder()
                .addAllSecond(ranges(calendar.second()))
                .addAllMinute(ranges(calendar.minute()))
                .addAllHour(ranges(calendar.hour()))
                .addAllDayOfMonth(ranges(calendar.dayOfMonth()))
                .addAllMonth(ranges(calendar.month()))
                .addAllYear(ranges(calendar.year()))
                .addAllDayOfWeek(ranges(calendar.dayOfWeek()))
                .setComment(comment == null ? "" : comment)
                .build();
    }

    private static List<io.temporal.api.schedule.v1.Range> ranges(List<Range> ranges) {
        return ranges.stream()
                .map(range ->
                        io.temporal.api.schedule.v1.Range.newBuilder()
                                .setStart(range.start())
                                .setEnd(range.end())
                                .setStep(range.step())
                                .build())
                .toList();
    }

    private static IntervalSpec interval(Interval interval) {
        return IntervalSpec.newBuilder()
                .setInterval(Durations.fromMillis(interval.every().toMillis()))
                .setPhase(Durations.fromMillis(interval.offset().toMillis()))
                .build();
    }
}
