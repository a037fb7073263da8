package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/// Asks for the name of a schedule before it is deleted.
final class DeleteDialog extends Dialog {
    DeleteDialog(String name, Runnable delete) {
        setHeaderTitle(text("delete.title", name));
        addClassName("ask");
        var typed = new TextField(text("delete.type", name));
        typed.setAutofocus(true);
        var go = new Button(text("delete.go"));
        go.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.PRIMARY);
        go.setEnabled(false);
        go.setDisableOnClick(true);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(event -> go.setEnabled(event.getValue().equals(name)));
        go.addClickListener(_ -> {
            close();
            delete.run();
        });
        add(new Paragraph(text("delete.says")), typed);
        getFooter().add(new Button(text("ask.back"), _ -> close()), go);
    }
}
