package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;

import java.util.Locale;

/// Makes fields for a day and a time. Such a field has no value until both are there.
public final class Moments {
    private Moments() {}

    public static DateTimePicker field(String label) {
        var field = new DateTimePicker(label);
        field.setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        field.setLocale(Locale.UK); // 24 hours
        field.setI18n(
                new DateTimePicker.DateTimePickerI18n()
                        .setIncompleteInputErrorMessage(text("moment.half"))
                        .setBadInputErrorMessage(text("moment.wrong")));
        return field;
    }
}
