package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Here;

import java.util.function.Consumer;

/// Asks why a schedule is paused, and until when.
final class PauseDialog extends Dialog {
    private final TextField note = new TextField(text("pause.note"));
    private final DateTimePicker until = Moments.field(text("pause.until"));

    PauseDialog(String name, Consumer<Schedule.Pause> pause) {
        setHeaderTitle(text("pause.title", name));
        addClassName("ask");
        note.setHelperText(text("pause.note.help"));
        note.setAutofocus(true);
        until.setHelperText(text("pause.until.help", Here.zone().getId()));
        var go = new Button(text("pause.go"));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(_ -> {
            if (until.isInvalid()) {
                go.setEnabled(true); // half an end would be none at all
                return;
            }
            close();
            pause.accept(answer());
        });
        var fields = new Div(note, until);
        fields.addClassName("fields");
        add(fields);
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
