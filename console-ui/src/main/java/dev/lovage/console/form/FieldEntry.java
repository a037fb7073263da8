package dev.lovage.console.form;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.shared.HasValidationProperties;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A question that one field answers.
final class FieldEntry<V, C extends Component & HasValue<?, V> & HasValidationProperties>
        implements Entry {
    private final C field;
    private final boolean required;
    private final Meaning<V> meaning;
    private @Nullable String flaw;

    /// What stands in a field, as JSON and back.
    interface Meaning<V> {
        /// Fails with a sentence for the person.
        Object json(V value) throws UnfitException;

        /// Fails when the value cannot stand in the field.
        V shown(Object json) throws UnfitException;
    }

    FieldEntry(C field, boolean required, Meaning<V> meaning) {
        this.field = field;
        this.required = required;
        this.meaning = meaning;
        field.setRequiredIndicatorVisible(required);
        field.addValueChangeListener(_ -> say(null));
    }

    @Override
    public Component component() {
        return field;
    }

    @Override
    public @Nullable Object value() {
        if (field.isEmpty()) {
            return null;
        }
        try {
            return meaning.json(field.getValue());
        } catch (UnfitException e) {
            return field.getValue();
        }
    }

    @Override
    public boolean show(@Nullable Object value) {
        if (value == null) {
            field.clear();
            return true;
        }
        try {
            field.setValue(meaning.shown(value));
            return true;
        } catch (UnfitException e) {
            return false;
        }
    }

    @Override
    public boolean valid() {
        if (field.isInvalid() && flaw == null) {
            say(text("form.unreadable"));
            return false;
        }
        say(null);
        if (field.isEmpty()) {
            say(required ? text("form.required") : null);
            return !required;
        }
        try {
            meaning.json(field.getValue());
            return true;
        } catch (UnfitException e) {
            say(e.sentence());
            return false;
        }
    }

    @Override
    public boolean refuse(List<String> path, String message) {
        say(message);
        return true;
    }

    private void say(@Nullable String message) {
        flaw = message;
        field.setErrorMessage(message == null ? "" : message);
        field.setInvalid(message != null);
    }
}
