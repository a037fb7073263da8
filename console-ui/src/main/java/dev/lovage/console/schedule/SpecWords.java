package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// When a schedule fires, in words where there are short ones, else as it is written.
final class SpecWords {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Map<String, String> DAYS =
            Map.of(
                    "*", "every-day",
                    "1-5", "weekdays",
                    "MON-FRI", "weekdays",
                    "0,6", "weekends",
                    "6,0", "weekends",
                    "SAT,SUN", "weekends");

    private SpecWords() {}

    static String of(Schedule schedule) {
        var celery = schedule.celery();
        if (celery != null && celery.containsKey("crontab")) {
            return text("spec.celery", String.valueOf(celery.get("crontab")));
        }
        var words = of(schedule.spec());
        return words.isEmpty() ? text("spec.never") : String.join(" · ", words);
    }

    static List<String> of(Schedule.Spec spec) {
        var words = new ArrayList<String>();
        each(spec.cron()).map(SpecWords::cron).forEach(words::add);
        each(spec.every()).map(SpecWords::every).forEach(words::add);
        each(spec.calendars()).map(SpecWords::calendar).forEach(words::add);
        return words;
    }

    private static <T> Stream<T> each(@Nullable List<T> list) {
        return list == null ? Stream.of() : list.stream();
    }

    private static String every(Schedule.Every every) {
        var span = text("spec.every", Spans.write(every.every()));
        return every.offset() == null || every.offset().isZero()
                ? span
                : span + " " + text("spec.offset", Spans.write(every.offset()));
    }

    private static String cron(String cron) {
        var fields = cron.strip().split("\\s+", -1);
        if (fields.length != 5) {
            return cron;
        }
        var words = fields(fields[0], fields[1], fields[2], fields[3], fields[4]);
        return words == null ? text("spec.cron", cron.strip()) : words;
    }

    private static String calendar(Schedule.Calendar calendar) {
        var once = once(calendar);
        if (once != null) {
            return once;
        }
        var hour = Objects.requireNonNullElse(calendar.hour(), "0");
        var minute = Objects.requireNonNullElse(calendar.minute(), "0");
        var words =
                calendar.year() == null && isZero(calendar.second())
                        ? fields(
                                minute,
                                hour,
                                star(calendar.dayOfMonth()),
                                star(calendar.month()),
                                star(calendar.dayOfWeek()))
                        : null;
        return words == null ? text("spec.calendar", written(calendar)) : words;
    }

    private static boolean isZero(@Nullable String field) {
        return field == null || field.equals("0");
    }

    private static String star(@Nullable String field) {
        return field == null ? "*" : field;
    }

    /// The fields that are set, as they are named.
    private static String written(Schedule.Calendar calendar) {
        var fields = new ArrayList<String>();
        add(fields, "year", calendar.year());
        add(fields, "month", calendar.month());
        add(fields, "day", calendar.dayOfMonth());
        add(fields, "weekday", calendar.dayOfWeek());
        add(fields, "hour", calendar.hour());
        add(fields, "minute", calendar.minute());
        add(fields, "second", calendar.second());
        return String.join(" ", fields);
    }

    private static void add(List<String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(name + "=" + value);
        }
    }

    /// A calendar that matches one moment.
    private static @Nullable String once(Schedule.Calendar calendar) {
        if (calendar.year() == null || calendar.month() == null || calendar.dayOfMonth() == null) {
            return null;
        }
        try {
            var day =
                    LocalDate.of(
                            Integer.parseInt(calendar.year()),
                            Integer.parseInt(calendar.month()),
                            Integer.parseInt(calendar.dayOfMonth()));
            var hour = Integer.parseInt(Objects.requireNonNullElse(calendar.hour(), "0"));
            var minute = Integer.parseInt(Objects.requireNonNullElse(calendar.minute(), "0"));
            return text("spec.once", DAY.format(day), clock(hour, minute));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String fields(
            String minute, String hour, String day, String month, String weekday) {
        boolean daily = day.equals("*") && month.equals("*");
        if (daily && weekday.equals("*") && hour.equals("*")) {
            return hourly(minute);
        }
        if (!isNumber(minute) || !isNumber(hour)) {
            return null;
        }
        var at = clock(Integer.parseInt(hour), Integer.parseInt(minute));
        if (daily) {
            var days = DAYS.get(weekday.toUpperCase(Locale.ROOT));
            return days == null ? text("spec.on", weekday, at) : text("spec.at." + days, at);
        }
        return isNumber(day) && month.equals("*") && weekday.equals("*")
                ? text("spec.monthly", day, at)
                : null;
    }

    private static @Nullable String hourly(String minute) {
        if (minute.equals("*") || minute.equals("*/1")) {
            return text("spec.every", "1m");
        }
        if (minute.startsWith("*/") && isNumber(minute.substring(2))) {
            return text("spec.every", minute.substring(2) + "m");
        }
        return isNumber(minute)
                ? text("spec.hourly", "%02d".formatted(Integer.parseInt(minute)))
                : null;
    }

    private static boolean isNumber(String field) {
        return !field.isEmpty() && field.length() < 3 && field.chars().allMatch(Character::isDigit);
    }

    private static String clock(int hour, int minute) {
        return "%02d:%02d".formatted(hour, minute);
    }
}
