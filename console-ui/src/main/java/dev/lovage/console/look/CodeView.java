package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

import java.util.Locale;

/// A program or a value, read only, with line numbers and a button that copies it.
@Tag("code-view")
@JsModule("./code/code-view.ts")
public final class CodeView extends Component {
    /// How the text is coloured.
    public enum Language {
        JSON,
        YAML,
        PLAIN
    }

    /// @param name what it is, for people who listen
    public CodeView(String name, Language language, String text) {
        getElement().setProperty("name", name);
        getElement().setProperty("language", language.name().toLowerCase(Locale.ROOT));
        getElement().setProperty("text", text);
    }

    public String text() {
        return getElement().getProperty("text", "");
    }
}
