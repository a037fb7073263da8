package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Consumer;

/// Asks why a run is stopped, and says what that means for it.
final class StopDialog extends Dialog {
    private static final int LONGEST = 1_000;

    /// How a run is stopped.
    enum Stop {
        /// It is asked to end, and cleans up.
        CANCEL,
        /// It ends where it stands.
        TERMINATE;

        /// As the keys of its texts end.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final TextField reason = new TextField(text("stop.reason"));

    /// @param go told the reason, if one is given
    StopDialog(Stop stop, String what, Consumer<@Nullable String> go) {
        setHeaderTitle(text("stop.title." + stop.word(), what));
        addClassName("ask");
        setWidth("min(480px, calc(100vw - 32px))");
        reason.setWidthFull();
        reason.setHelperText(text("stop.reason.help"));
        reason.setMaxLength(LONGEST);
        reason.setAutofocus(true);
        var act = new Button(text("stop.go." + stop.word()));
        act.addThemeVariants(
                ButtonVariant.PRIMARY,
                stop == Stop.TERMINATE ? ButtonVariant.ERROR : ButtonVariant.PRIMARY);
        act.setDisableOnClick(true);
        act.addClickListener(_ -> {
            close();
            var words = reason.getValue().strip();
            go.accept(words.isEmpty() ? null : words);
        });
        add(new Paragraph(text("stop.means." + stop.word())), reason);
        getFooter().add(new Button(text("ask.back"), _ -> close()), act);
    }
}
