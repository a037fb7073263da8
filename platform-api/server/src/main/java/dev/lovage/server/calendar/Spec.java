package dev.lovage.server.calendar;

import dev.lovage.client.Schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// When a schedule fires, read and found good: what any of `calendars` and `intervals` says within
/// the window, and none of `exclude` takes away.
///
/// Each part stands for one of Temporal's, field by field. A cron string has become a calendar.
///
/// @param zone of the calendars and exclusions
/// @param jitter a fire may be late by up to this, but never later than the next one
/// @param notes what its author should know, in sentences
public record Spec(
        List<Calendar> calendars,
        List<Interval> intervals,
        List<Calendar> exclude,
        ZoneId zone,
        Duration jitter,
        Window window,
        Schedule.Dst dst,
        List<String> notes) {
    public Spec {
        calendars = List.copyOf(calendars);
        intervals = List.copyOf(intervals);
        exclude = List.copyOf(exclude);
        notes = List.copyOf(notes);
    }

    /// What this says on the wire.
    ///
    /// @throws SpecException with everything that is wrong; pointers begin at the spec
    public static Spec read(Schedule.Spec wire, Schedule.Dst dst) {
        return SpecReader.read(wire, dst);
    }

    /// Whether it fires at one instant only: then `remaining` is 1 unless said otherwise.
    public boolean isOneShot() {
        return window.isInstant();
    }
}
