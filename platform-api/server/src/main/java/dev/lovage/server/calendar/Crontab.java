package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.Nearest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Turns Celery's `crontab(...)` into a cron string: given by name, as a list in the order of its
/// arguments, or as one text in the order of cron.
final class Crontab {
    /// Of the arguments; cron has the day of the week last.
    private static final List<CrontabField> ARGUMENTS = List.of(CrontabField.values());

    private static final List<CrontabField> CRON =
            List.of(
                    CrontabField.MINUTE,
                    CrontabField.HOUR,
                    CrontabField.DAY_OF_MONTH,
                    CrontabField.MONTH_OF_YEAR,
                    CrontabField.DAY_OF_WEEK);

    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<CrontabField, String> fields = new EnumMap<>(CrontabField.class);

    private Crontab() {}

    /// Throws SpecException with pointers from `crontab` on.
    static String read(@Nullable Object value) {
        var crontab = new Crontab();
        switch (value) {
            case Map<?, ?> named -> crontab.named(named);
            case List<?> arguments -> crontab.placed(ARGUMENTS, arguments);
            case String text -> crontab.text(text);
            case null, default ->
                    crontab.flaw("", "Must be an object, such as `{\"minute\": 30, \"hour\": 2}`.");
        }
        if (!crontab.flaws.isEmpty()) {
            throw new SpecException(crontab.flaws);
        }
        return String.join(" ", CRON.stream().map(crontab.fields::get).toList());
    }

    private void named(Map<?, ?> named) {
        var known = ARGUMENTS.stream().map(field -> field.word).toList();
        for (var key : named.keySet()) {
            var name = String.valueOf(key);
            if (!known.contains(name)) {
                flaw("", "There is no `" + name + "` in a crontab." + Nearest.hint(name, known));
            }
        }
        ARGUMENTS.forEach(field -> field("/" + field.word, field, named.get(field.word)));
    }

    private void text(String text) {
        var values = text.split(" ", -1);
        if (values.length == CRON.size()) {
            placed(CRON, Arrays.asList(values));
        } else {
            flaw("", "Must be five fields with one space between: `30 2 * * mon`.");
        }
    }

    private void placed(List<CrontabField> order, List<?> values) {
        if (values.size() > order.size()) {
            flaw("", "Five fields at most, not " + values.size() + ".");
            return;
        }
        for (int i = 0; i < order.size(); i++) {
            field("", order.get(i), i < values.size() ? values.get(i) : null);
        }
    }

    private void field(String pointer, CrontabField field, @Nullable Object value) {
        try {
            fields.put(field, field.write(field.read(value)));
        } catch (IllegalArgumentException e) {
            flaw(pointer, String.valueOf(e.getMessage()));
        }
    }

    private void flaw(String pointer, String message) {
        flaws.add(new Flaw(pointer, "INVALID", message, null));
    }
}
