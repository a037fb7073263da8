package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Here;

import java.util.function.Consumer;

/// Asks why a schedule is paused, and until when.
final class PauseDialog extends Dialog {
    private final TextField note = new TextField(text("pause.note"));
    private final DateTimePicker until = new DateTimePicker(text("pause.until"));

    PauseDialog(String name, Consumer<Schedule.Pause> pause) {
        setHeaderTitle(text("pause.title", name));
        addClassName("ask");
        note.setHelperText(text("pause.note.help"));
        note.setAutofocus(true);
        until.setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        until.setHelperText(text("pause.until.help", Here.zone().getId()));
        var go = new Button(text("pause.go"));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(_ -> {
            close();
            pause.accept(answer());
        });
        add(note, until);
        getFooter().add(new Button(text("ask.back"), _ -> close()), go);
    }

    private Schedule.Pause answer() {
        var words = note.getValue().strip();
        var end = until.getValue();
        return new Schedule.Pause(
                words.isEmpty() ? null : words,
                end == null ? null : end.atZone(Here.zone()).toInstant());
    }
}
