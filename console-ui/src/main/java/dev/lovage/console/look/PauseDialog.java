package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/// Asks why something is paused, and until when.
public final class PauseDialog extends Dialog {
    private static final int LONGEST = 1_000;

    private final TextField reason = new TextField(text("pause.note"));
    private final DateTimePicker until = Moments.field(text("pause.until"));

    /// What is paused.
    public enum What {
        SCHEDULE,
        RUN;

        private String help() {
            return text("pause.help." + word());
        }

        private String means() {
            return text("pause.means." + word());
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the person said.
    ///
    /// @param until absent: until someone resumes it
    public record Asked(@Nullable String reason, @Nullable Instant until) {}

    public PauseDialog(What what, String name, Consumer<Asked> pause) {
        setHeaderTitle(text("pause.title", name));
        addClassName("ask");
        setWidth("min(480px, calc(100vw - 32px))");
        reason.setHelperText(what.help());
        reason.setMaxLength(LONGEST);
        reason.setAutofocus(true);
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
        var fields = new Div(new Paragraph(what.means()), reason, until);
        fields.addClassName("fields");
        add(fields);
        getFooter().add(new Button(text("ask.back"), _ -> close()), go);
    }

    private Asked answer() {
        var words = reason.getValue().strip();
        var end = until.getValue();
        return new Asked(
                words.isEmpty() ? null : words,
                end == null ? null : end.atZone(Here.zone()).toInstant());
    }
}
