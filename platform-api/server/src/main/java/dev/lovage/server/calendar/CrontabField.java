package dev.lovage.server.calendar;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A field of Celery's `crontab(...)`, with Celery's own rules: ranges wrap around, a number has no
/// step, names count by their first three letters, and Sunday is 0 only.
enum CrontabField {
    MINUTE("minute", 0, 59),
    HOUR("hour", 0, 23),
    DAY_OF_WEEK("day_of_week", 0, 6),
    DAY_OF_MONTH("day_of_month", 1, 31),
    MONTH_OF_YEAR("month_of_year", 1, 12);

    private static final Pattern PART =
            Pattern.compile("(?:(\\*)|(\\w+)-(\\w+))(?:/([0-9]{1,4}))?");
    private static final Map<String, Integer> DAYS =
            Map.of("sun", 0, "mon", 1, "tue", 2, "wed", 3, "thu", 4, "fri", 5, "sat", 6);
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    final String word;
    private final int least;
    private final int most;

    CrontabField(String word, int least, int most) {
        this.word = word;
        this.least = least;
        this.most = most;
    }

    /// The numbers of a JSON value: a number, a list of numbers, or a text.
    ///
    /// @throws IllegalArgumentException when Celery would not take it; the message names the way
    ///   out
    BitSet read(@Nullable Object value) {
        return switch (value) {
            case null -> parse("*");
            case Number number -> of(number);
            case String text -> parse(text);
            case List<?> list -> of(list);
            default -> throw wrong("must be a number, a list of numbers, or a text.");
        };
    }

    private BitSet of(List<?> list) {
        if (list.isEmpty()) {
            throw wrong("names nothing: write `*` for all.");
        }
        var numbers = new BitSet();
        for (var each : list) {
            if (!(each instanceof Number number)) {
                throw wrong("takes numbers only in a list: write names as one text, `mon,fri`.");
            }
            numbers.or(of(number));
        }
        return numbers;
    }

    private BitSet of(Number number) {
        if (number.doubleValue() != number.intValue()) {
            throw wrong("takes whole numbers.");
        }
        var one = new BitSet();
        one.set(checked(number.intValue()));
        return one;
    }

    private BitSet parse(String text) {
        if (text.length() > FieldReader.LONGEST) {
            throw wrong("has more than " + FieldReader.LONGEST + " characters: use ranges.");
        }
        var numbers = new BitSet();
        for (var part : text.split(",", -1)) {
            add(numbers, part);
        }
        return numbers;
    }

    private void add(BitSet numbers, String part) {
        if (part.isBlank()) {
            throw wrong("has an empty part: remove it, or write `*` for all.");
        }
        var match = PART.matcher(part);
        if (!match.matches()) {
            numbers.set(number(part));
            return;
        }
        var from = match.group(1) == null ? number(match.group(2)) : least;
        var to = match.group(1) == null ? number(match.group(3)) : most;
        var step = match.group(4) == null ? 1 : Integer.parseInt(match.group(4));
        if (step == 0) {
            throw wrong("has a step of zero in `%s`: leave it out.".formatted(part));
        }
        var last = to < from ? to + most - least + 1 : to;
        for (int number = from; number <= last; number += step) {
            numbers.set(number > most ? number - most + least - 1 : number);
        }
    }

    private int number(String text) {
        var number = text.strip();
        if (number.matches("[0-9]{1,4}")) {
            return checked(Integer.parseInt(number));
        }
        if (number.matches("[0-9]+/[0-9]+")) {
            var start = number.substring(0, number.indexOf('/'));
            throw wrong(
                    "takes a step after `*` or a range only: write `%s-%d%s`."
                            .formatted(start, most, number.substring(start.length())));
        }
        return named(number);
    }

    private int named(String text) {
        var name =
                text.matches("[A-Za-z]{3,}") ? text.substring(0, 3).toLowerCase(Locale.ROOT) : "";
        if (this == MONTH_OF_YEAR && MONTHS.contains(name)) {
            return MONTHS.indexOf(name) + 1;
        }
        var day = this == MONTH_OF_YEAR ? null : DAYS.get(name);
        if (day == null) {
            throw wrong(
                    "does not know `%s`: write numbers, `*`, `*/5`, `1-5`, `1-30/5`%s."
                            .formatted(FieldReader.shortened(text), names()));
        }
        return checked(day);
    }

    private String names() {
        return switch (this) {
            case DAY_OF_WEEK -> ", or sun to sat";
            case MONTH_OF_YEAR -> ", or jan to dec";
            case MINUTE, HOUR, DAY_OF_MONTH -> "";
        };
    }

    private int checked(int number) {
        if (this == DAY_OF_WEEK && number == 7) {
            throw wrong("is from 0 to 6: Sunday is 0.");
        }
        if (number < least || number > most) {
            throw wrong("is from %d to %d, not %d.".formatted(least, most, number));
        }
        return number;
    }

    /// As it is written in cron.
    String write(BitSet numbers) {
        if (numbers.cardinality() == most - least + 1) {
            return "*";
        }
        var text = new StringBuilder();
        for (int from = numbers.nextSetBit(0); from >= 0; ) {
            var end = numbers.nextClearBit(from) - 1;
            text.append(text.isEmpty() ? "" : ",").append(from);
            text.append(end == from ? "" : "-" + end);
            from = numbers.nextSetBit(end + 1);
        }
        return text.toString();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("`" + word + "` " + what);
    }
}
