package dev.lovage.server.calendar;

import java.util.List;
import java.util.Locale;

/// A field of a calendar: its name, its numbers, its words, and what it is when absent.
enum Field {
    SECOND("second", 0, 59, "0"),
    MINUTE("minute", 0, 59, "0"),
    HOUR("hour", 0, 23, "0"),
    DAY_OF_MONTH("dayOfMonth", 1, 31, "*"),
    MONTH("month", 1, 12, "*"),
    YEAR("year", 2000, 2100, "*"),
    /// 7 is Sunday, too.
    DAY_OF_WEEK("dayOfWeek", 0, 7, "*");

    private static final List<String> MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");
    private static final List<String> DAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    final String word;
    final int least;
    final int most;
    final String absent;

    Field(String word, int least, int most, String absent) {
        this.word = word;
        this.least = least;
        this.most = most;
        this.absent = absent;
    }

    /// The number that a name stands for, or that its first letters do; -1 when it is none.
    int named(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        return switch (this) {
            case MONTH -> name.length() < 3 ? -1 : 1 + first(MONTHS, name, -2);
            case DAY_OF_WEEK -> name.length() < 2 ? -1 : first(DAYS, name, -1);
            case SECOND, MINUTE, HOUR, DAY_OF_MONTH, YEAR -> -1;
        };
    }

    private static int first(List<String> names, String beginning, int none) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(beginning)) {
                return i;
            }
        }
        return none;
    }
}
