package dev.lovage.server.calendar;

import dev.lovage.client.Schedule;

import java.util.ArrayList;
import java.util.List;

/// What the author of a spec should know, because other schedulers have it otherwise.
final class Notes {
    private Notes() {}

    static List<String> of(Schedule.Spec wire, List<Calendar> calendars) {
        var notes = new ArrayList<String>();
        if (calendars.stream().map(Matcher::new).anyMatch(Notes::hasBothDays)) {
            notes.add(
                    "Both the day of the month and the day of the week must match; in most crons one of them is enough.");
        }
        var exclude = wire.exclude();
        if (exclude != null && exclude.stream().anyMatch(Notes::isMidnight)) {
            notes.add(
                    "An exclusion without an hour takes away midnight only: for whole days write `\"hour\": \"*\", \"minute\": \"*\", \"second\": \"*\"`.");
        }
        return notes;
    }

    private static boolean hasBothDays(Matcher calendar) {
        return !calendar.hasEveryDay() && !calendar.hasEveryWeekday();
    }

    private static boolean isMidnight(Schedule.Calendar exclusion) {
        return exclusion.hour() == null;
    }
}
