package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

import dev.lovage.client.ProblemException;
import dev.lovage.client.Signal;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.function.Consumer;

/// Asks what a waiting step is to be told: a value as its form describes it, or an error.
final class SignalDialog extends Dialog {
    private final InputForm form;
    private final Checkbox fails = new Checkbox(text("signal.fail"));
    private final TextField code = new TextField(text("signal.code"));
    private final TextField message = new TextField(text("signal.message"));
    private final Button send = new Button(text("signal.send"));
    private final Div trouble = new Div();

    /// One for each opening: however often the button is pressed, it is one signal.
    private final String key = UUID.randomUUID().toString();

    private final transient Consumer<Sending> tell;

    /// What the person wants to send.
    record Sending(Signal signal, String key) {}

    /// @param schema of the value; absent: anything goes
    /// @param tell throws what the api says against it
    SignalDialog(String name, @Nullable Object schema, Consumer<Sending> tell) {
        this.tell = tell;
        setHeaderTitle(text("signal.title", name));
        addClassName("ask");
        setWidth("min(520px, calc(100vw - 32px))");
        form = new InputForm(schema, Here.zone());
        fails.addValueChangeListener(event -> turn(event.getValue()));
        turn(false);
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.setDisableOnClick(true);
        send.addClickListener(_ -> send());
        var fields =
                new Div(new Paragraph(text("signal.means")), form, fails, code, message, trouble);
        fields.addClassName("fields");
        add(fields);
        getFooter().add(new Button(text("ask.back"), _ -> close()), send);
    }

    private void turn(boolean error) {
        form.setVisible(!error);
        code.setVisible(error);
        message.setVisible(error);
    }

    private void send() {
        trouble.removeAll();
        if (!fails.getValue() && !form.valid()) {
            send.setEnabled(true);
            return;
        }
        try {
            tell.accept(new Sending(signal(), key));
            close();
        } catch (RuntimeException problem) {
            send.setEnabled(true);
            refuse(problem);
        }
    }

    private Signal signal() {
        return fails.getValue()
                ? new Signal(
                        null,
                        new Signal.Refusal(code.getValue().strip(), message.getValue().strip()))
                : Signal.of(form.value());
    }

    private void refuse(RuntimeException problem) {
        var notice = new Notice(Said.about(problem));
        if (problem instanceof ProblemException refused) {
            form.refuse("/value", refused.problem().errors())
                    .forEach(error -> notice.small(error.pointer() + " " + error.message()));
        }
        trouble.add(notice);
    }
}
