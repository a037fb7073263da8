package dev.lovage.console.schedule;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The zone on whose clocks a schedule runs.
final class ScheduleZone {
    private ScheduleZone() {}

    static ZoneId of(Schedule.@Nullable Spec spec) {
        var zone = spec == null ? null : spec.timezone();
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
