package dev.lovage.console.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Yes or no. Where neither a person nor an input said so, it is no answer: the preset counts.
final class TruthEntry implements Entry {
    private final Checkbox box = new Checkbox();
    private final Shape.Question question;
    private boolean touched;

    TruthEntry(Shape.Question question) {
        this.question = question;
        box.setLabel(question.title());
        box.setHelperText(question.help());
        box.addValueChangeListener(event -> touched |= event.isFromClient());
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public @Nullable Object value() {
        return (touched || question.required()) ? box.getValue() : null;
    }

    @Override
    public boolean show(@Nullable Object value) {
        if (value != null && !(value instanceof Boolean)) {
            return false;
        }
        touched = value != null;
        box.setValue(Boolean.TRUE.equals(value == null ? question.preset() : value));
        return true;
    }

    @Override
    public boolean valid() {
        box.setInvalid(false);
        return true;
    }

    @Override
    public boolean refuse(List<String> path, String message) {
        box.setErrorMessage(message);
        box.setInvalid(true);
        return true;
    }
}
