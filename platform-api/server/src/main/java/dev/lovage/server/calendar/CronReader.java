package dev.lovage.server.calendar;

import java.util.List;
import java.util.Map;

/// Reads a cron string of five fields, or one of the names that stand for five.
final class CronReader {
    private static final int LONGEST = 500;
    private static final Map<String, String> NAMED =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");

    private CronReader() {}

    /// @throws IllegalArgumentException when it is neither; the message names the way out
    static Calendar read(String cron) {
        if (cron.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A cron string has at most " + LONGEST + " characters.");
        }
        refuseOthers(cron.strip());
        var hash = cron.indexOf('#');
        var comment = hash < 0 ? null : cron.substring(hash + 1).strip();
        var times = (hash < 0 ? cron : cron.substring(0, hash)).strip();
        var fields = NAMED.getOrDefault(times, times).split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(wrongCount(times, fields.length));
        }
        return new Calendar(
                List.of(Range.of(0)),
                new FieldReader(Field.MINUTE).read(fields[0]),
                new FieldReader(Field.HOUR).read(fields[1]),
                new FieldReader(Field.DAY_OF_MONTH).read(fields[2]),
                new FieldReader(Field.MONTH).read(fields[3]),
                List.of(),
                new FieldReader(Field.DAY_OF_WEEK).read(fields[4]),
                comment);
    }

    private static String wrongCount(String cron, int fields) {
        if (cron.isEmpty()) {
            return "An empty cron string never fires: write five fields, such as `30 2 * * *`.";
        }
        if (cron.startsWith("@")) {
            return "There is no `%s`. Known are %s."
                    .formatted(
                            FieldReader.shortened(cron),
                            String.join(", ", NAMED.keySet().stream().sorted().toList()));
        }
        var out =
                fields == 6 || fields == 7
                        ? " For seconds or years use `calendars`, which has `second` and `year`."
                        : "";
        return "A cron string has five fields (minute, hour, day of month, month, day of week), not %d.%s"
                .formatted(fields, out);
    }

    private static void refuseOthers(String cron) {
        if (cron.startsWith("@every")) {
            throw new IllegalArgumentException(
                    "`@every` is a field of its own: `\"every\": [{\"every\": \"PT10M\"}]`.");
        }
        if (cron.startsWith("TZ=") || cron.startsWith("CRON_TZ=")) {
            throw new IllegalArgumentException(
                    "The time zone does not stand in the cron string: use `timezone`.");
        }
        if (cron.matches(".*\\S#.*")) {
            throw new IllegalArgumentException(
                    "`#` for the n-th day of a month is not known. Both fields of days must match, so `15-21 * FRI` is the third Friday. A comment has a space before its `#`.");
        }
    }
}
