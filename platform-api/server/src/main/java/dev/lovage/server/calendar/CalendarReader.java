package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads a calendar from the wire, or from cron, and refuses one that never fires or too often.
final class CalendarReader {
    private static final int LONGEST_COMMENT = 200;

    private final List<Flaw> flaws = new ArrayList<>();

    private CalendarReader() {}

    static Calendar cron(String cron) {
        return checked(CronReader.read(cron));
    }

    static Calendar calendar(Schedule.Calendar wire) {
        return checked(exclusion(wire));
    }

    /// What takes away may match as often as it likes.
    static Calendar exclusion(Schedule.Calendar wire) {
        return new CalendarReader().read(wire);
    }

    private Calendar read(Schedule.Calendar wire) {
        var comment = wire.comment();
        var calendar =
                new Calendar(
                        field(Field.SECOND, wire.second()),
                        field(Field.MINUTE, wire.minute()),
                        field(Field.HOUR, wire.hour()),
                        field(Field.DAY_OF_MONTH, wire.dayOfMonth()),
                        field(Field.MONTH, wire.month()),
                        field(Field.YEAR, wire.year()),
                        field(Field.DAY_OF_WEEK, wire.dayOfWeek()),
                        comment);
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            flaw("comment", "At most " + LONGEST_COMMENT + " characters.");
        }
        if (!flaws.isEmpty()) {
            throw new SpecException(flaws);
        }
        return calendar;
    }

    private List<Range> field(Field field, @Nullable String text) {
        try {
            return new FieldReader(field).read(text);
        } catch (IllegalArgumentException e) {
            flaw(field.word, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void flaw(String field, String message) {
        flaws.add(new Flaw("/" + field, "INVALID", message, null));
    }

    static Calendar checked(Calendar calendar) {
        var matcher = new Matcher(calendar);
        if (!matcher.hasAnyDate()) {
            throw new IllegalArgumentException(
                    "This never fires: no day from 2000 to 2100 is a day %s of month %s%s%s."
                            .formatted(
                                    Range.write(calendar.dayOfMonth()),
                                    Range.write(calendar.month()),
                                    weekdays(calendar),
                                    years(calendar)));
        }
        var gap = matcher.shortestGap();
        if (gap < IntervalReader.SHORTEST.toSeconds()) {
            throw new IllegalArgumentException(
                    "This fires every %d s: the shortest distance is 10 s. What is to happen more often belongs into one run that loops."
                            .formatted(gap));
        }
        return calendar;
    }

    private static String weekdays(Calendar calendar) {
        return new Matcher(calendar).hasEveryWeekday()
                ? ""
                : " and a day of the week " + Range.write(calendar.dayOfWeek());
    }

    private static String years(Calendar calendar) {
        return calendar.year().isEmpty() ? "" : " of year " + Range.write(calendar.year());
    }
}
