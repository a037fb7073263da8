package dev.lovage.server.calendar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads one field of a calendar, written as in cron: `5`, `1-5`, `*/10`, `10-50/20`, `3/5` (from
/// three on), `MON,WED`, `*`. It is Temporal's form; but where Temporal loses the Sunday of `1-7`,
/// it is kept here.
final class FieldReader {
    /// Characters of a field; all of 60 numbers take 170.
    static final int LONGEST = 500;

    private final Field field;

    FieldReader(Field field) {
        this.field = field;
    }

    /// @throws IllegalArgumentException when it is none of these; the message names the way out
    List<Range> read(@Nullable String written) {
        var text = written == null || written.isBlank() ? field.absent : written.strip();
        if (field == Field.YEAR && text.equals("*")) {
            return List.of();
        }
        if (text.length() > LONGEST) {
            throw wrong("has more than " + LONGEST + " characters: use ranges.");
        }
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",", -1)) {
            ranges.addAll(sundays(range(part)));
        }
        return ranges;
    }

    private Range range(String part) {
        if (part.isEmpty()) {
            throw wrong("has nothing between two commas: remove one.");
        }
        var slash = part.split("/", -1);
        if (slash.length > 2) {
            throw wrong("has more than one `/` in `%s`: write `1-10/2`.".formatted(part));
        }
        var step = slash.length == 1 ? 1 : step(slash[1], part);
        if (slash[0].equals("*")) {
            return new Range(field.least, field.most, step);
        }
        var ends = slash[0].split("-", -1);
        if (ends.length > 2) {
            throw wrong("has more than one `-` in `%s`: write `1-5`.".formatted(part));
        }
        var start = number(ends[0]);
        if (ends.length == 1) {
            return new Range(start, slash.length == 1 ? start : field.most, step);
        }
        var end = number(ends[1]);
        if (end < start) {
            throw wrong(backwards(part, start, end));
        }
        return new Range(start, end, step);
    }

    private String backwards(String part, int start, int end) {
        return "goes backwards in `%s`: write `%d-%d,%d-%d`."
                .formatted(
                        part, start, field == Field.DAY_OF_WEEK ? 6 : field.most, field.least, end);
    }

    private int step(String text, String part) {
        var step = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (step < 1) {
            throw wrong("has no step in `%s`: write a whole number after `/`.".formatted(part));
        }
        return step;
    }

    private int number(String text) {
        var number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : field.named(text);
        if (number < field.least || number > field.most) {
            throw wrong(unreadable(text));
        }
        return number;
    }

    private String unreadable(String text) {
        if (text.equals("?")) {
            return "does not know `?`: write `*`.";
        }
        if (!text.matches("[0-9]+") && text.matches("(?i)(L|[0-9]*W|LW|[0-9]+[LW]|L-[0-9]+)")) {
            return "does not know `%s`: name the days, such as `dayOfMonth` `28-31`; both fields of days must match, so `15-21` with `FRI` is the third Friday."
                    .formatted(text);
        }
        var words =
                switch (field) {
                    case MONTH -> ", or JAN to DEC";
                    case DAY_OF_WEEK -> " (0 and 7 are Sunday), or SUN to SAT";
                    case SECOND, MINUTE, HOUR, DAY_OF_MONTH, YEAR -> "";
                };
        return "is from %d to %d%s, not `%s`."
                .formatted(field.least, field.most, words, FieldReader.shortened(text));
    }

    /// Seven, wherever it is among the numbers, as zero.
    private List<Range> sundays(Range range) {
        if (field != Field.DAY_OF_WEEK || range.end() < 7) {
            return List.of(range);
        }
        if (range.start() == 7) {
            return List.of(Range.of(0));
        }
        var week = new Range(range.start(), 6, range.step());
        return range.numbers().anyMatch(day -> day == 7)
                ? List.of(Range.of(0), week)
                : List.of(week);
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "..";
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("`" + field.word + "` " + what);
    }
}
