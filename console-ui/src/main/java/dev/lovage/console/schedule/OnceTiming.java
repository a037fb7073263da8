package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Moments;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Objects;

/// One moment, on the clocks of the schedule's zone.
final class OnceTiming implements Timing {
    private final DateTimePicker at = Moments.field(text("timing.once.label"));

    OnceTiming(Runnable changed) {
        at.setHelperText(text("timing.once.help"));
        at.addValueChangeListener(_ -> changed.run());
    }

    @Override
    public String word() {
        return "once";
    }

    @Override
    public Component component() {
        return at;
    }

    @Override
    public Times read() throws UnreadyException {
        var moment = at.getValue();
        if (moment == null) {
            throw new UnreadyException(text("timing.once.none"));
        }
        return Times.calendar(
                new Schedule.Calendar(
                        digits(moment.getSecond()),
                        digits(moment.getMinute()),
                        digits(moment.getHour()),
                        digits(moment.getDayOfMonth()),
                        digits(moment.getMonthValue()),
                        digits(moment.getYear()),
                        null,
                        null));
    }

    private static String digits(int number) {
        return String.valueOf(number);
    }

    @Override
    public boolean show(Schedule schedule) {
        var calendars = schedule.spec().calendars();
        if (calendars == null || calendars.size() != 1) {
            return false;
        }
        var one = calendars.getFirst();
        if (one.year() == null || one.month() == null || one.dayOfMonth() == null) {
            return false;
        }
        try {
            at.setValue(
                    LocalDateTime.of(
                            Integer.parseInt(one.year()),
                            Integer.parseInt(one.month()),
                            Integer.parseInt(one.dayOfMonth()),
                            Integer.parseInt(Objects.requireNonNullElse(one.hour(), "0")),
                            Integer.parseInt(Objects.requireNonNullElse(one.minute(), "0")),
                            Integer.parseInt(Objects.requireNonNullElse(one.second(), "0"))));
            return true;
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    @Override
    public void refuse(String sentence) {
        at.setErrorMessage(sentence);
        at.setInvalid(!sentence.isEmpty());
    }
}
