package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;

import dev.lovage.console.look.CodeView.Language;

import java.util.List;
import java.util.Locale;

/// A text that a person writes, with what is wrong with it in its lines.
@Tag("code-editor")
@JsModule("./editor/code-editor.ts")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/lang-json", version = "6.0.2")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
@NpmPackage(value = "yaml", version = "2.9.1")
public final class CodeEditor extends Component implements HasStyle {
    private String text;

    /// @param name what it is, for people who listen
    public CodeEditor(String name, Language language, String text) {
        this.text = text;
        getElement().setProperty("name", name);
        getElement().setProperty("language", language.name().toLowerCase(Locale.ROOT));
        getElement().setProperty("value", text);
        addListener(TextChanged.class, event -> this.text = event.text());
    }

    /// Something to be said about the text.
    ///
    /// @param pointer JSON pointer to the value it is about
    /// @param severity `error` or `warning`
    public record Mark(String pointer, String message, String severity) {}

    public String text() {
        return text;
    }

    /// Shows another text.
    public void show(String other) {
        text = other;
        getElement().setProperty("value", other);
    }

    /// Shows these in their lines, and nothing else.
    public void mark(List<Mark> marks) {
        getElement().setPropertyList("marks", marks);
    }

    /// Takes the person to where a pointer says.
    public void go(String pointer) {
        getElement().callJsFunction("show", pointer);
    }

    /// Told when the person rests.
    public Registration whenChanged(ComponentEventListener<TextChanged> listener) {
        return addListener(TextChanged.class, listener);
    }

    /// The person wrote.
    @DomEvent("text-changed")
    public static final class TextChanged extends ComponentEvent<CodeEditor> {
        private final String text;

        public TextChanged(
                CodeEditor source,
                boolean fromClient,
                @EventData("event.detail.text") String text) {
            super(source, fromClient);
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
