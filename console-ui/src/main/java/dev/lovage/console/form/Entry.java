package dev.lovage.console.form;

import com.vaadin.flow.component.Component;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A question with the place for its answer.
interface Entry {
    Component component();

    /// What was answered; `null`: nothing.
    @Nullable Object value();

    /// Shows an answer, `null`: none. False when it cannot be shown here.
    boolean show(@Nullable Object value);

    /// Looks at the answer, and says at its place what is wrong with it.
    boolean valid();

    /// Says what is wrong with the answer, or with a part of it; false when there is no such part.
    boolean refuse(List<String> path, String message);
}
