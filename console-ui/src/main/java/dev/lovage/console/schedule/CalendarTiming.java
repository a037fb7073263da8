package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// A calendar: times that match every field.
final class CalendarTiming implements Timing {
    private final TextField second = new TextField(text("timing.second"));
    private final TextField minute = new TextField(text("timing.minute"));
    private final TextField hour = new TextField(text("timing.hour"));
    private final TextField day = new TextField(text("timing.day"));
    private final TextField month = new TextField(text("timing.month"));
    private final TextField weekday = new TextField(text("timing.weekday"));
    private final TextField year = new TextField(text("timing.year"));
    private final Div all = new Div();

    CalendarTiming(Runnable changed) {
        all.addClassName("trio");
        hour.setValue("9");
        weekday.setValue("MON-FRI");
        weekday.setHelperText(text("timing.calendar.help"));
        for (var field : List.of(hour, minute, second, weekday, day, month, year)) {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(_ -> changed.run());
            all.add(field);
        }
    }

    @Override
    public String word() {
        return "calendar";
    }

    @Override
    public Component component() {
        return all;
    }

    @Override
    public Times read() {
        return Times.calendar(
                new Schedule.Calendar(
                        of(second),
                        of(minute),
                        of(hour),
                        of(day),
                        of(month),
                        of(year),
                        of(weekday),
                        null));
    }

    private static @Nullable String of(TextField field) {
        var value = field.getValue().strip();
        return value.isEmpty() ? null : value;
    }

    @Override
    public boolean show(Schedule schedule) {
        var calendars = schedule.spec().calendars();
        if (calendars == null || calendars.size() != 1) {
            return false;
        }
        var one = calendars.getFirst();
        set(second, one.second());
        set(minute, one.minute());
        set(hour, one.hour());
        set(day, one.dayOfMonth());
        set(month, one.month());
        set(year, one.year());
        set(weekday, one.dayOfWeek());
        return true;
    }

    private static void set(TextField field, @Nullable String value) {
        field.setValue(Objects.requireNonNullElse(value, ""));
    }

    @Override
    public void refuse(String sentence) {
        hour.setErrorMessage(sentence);
        hour.setInvalid(!sentence.isEmpty());
    }
}
