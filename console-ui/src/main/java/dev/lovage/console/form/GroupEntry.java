package dev.lovage.console.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.Span;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several questions that together answer one.
final class GroupEntry implements Entry {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final HtmlContainer box;
    private final boolean required;
    private final Map<String, @Nullable Object> rest = new LinkedHashMap<>();
    private Map<String, @Nullable Object> untouched;
    private boolean shown;

    /// @param title of the group; `null`: it is the whole form
    GroupEntry(
            Shape.Group shape,
            @Nullable String title,
            @Nullable String help,
            boolean required,
            ZoneId zone) {
        this.required = required;
        box = title == null ? new Div() : new FieldSet(title);
        box.addClassName("fields");
        if (help != null) {
            var words = new Span(help);
            words.addClassName("muted");
            box.add(words);
        }
        for (var question : shape.questions()) {
            var entry = Entries.of(question, zone);
            entries.put(question.name(), entry);
            box.add(entry.component());
        }
        untouched = answers();
    }

    @Override
    public Component component() {
        return box;
    }

    /// An optional group of which nothing but its presets is answered is no answer.
    @Override
    public @Nullable Object value() {
        var answers = answers();
        return required || shown || !answers.equals(untouched) ? answers : null;
    }

    private Map<String, @Nullable Object> answers() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            var answer = entry.value();
            if (answer != null) {
                value.put(name, answer);
            }
        });
        value.putAll(rest);
        return value;
    }

    @Override
    public boolean show(@Nullable Object value) {
        if (value != null && !(value instanceof Map<?, ?>)) {
            return false;
        }
        shown = value != null;
        var object = value instanceof Map<?, ?> map ? map : Map.of();
        rest.clear();
        object.forEach((key, other) -> {
            if (!entries.containsKey(String.valueOf(key))) {
                rest.put(String.valueOf(key), other);
            }
        });
        boolean all = true;
        for (var entry : entries.entrySet()) {
            boolean lost = object.containsKey(entry.getKey()) && object.get(entry.getKey()) == null;
            all &= entry.getValue().show(object.get(entry.getKey())) && !lost;
        }
        if (!shown) {
            untouched = answers();
        }
        return all;
    }

    @Override
    public boolean valid() {
        if (value() == null) {
            return true;
        }
        boolean all = true;
        for (var entry : entries.values()) {
            all &= entry.valid();
        }
        return all;
    }

    @Override
    public boolean refuse(List<String> path, String message) {
        if (path.isEmpty()) {
            return false;
        }
        var entry = entries.get(path.getFirst());
        return entry != null && entry.refuse(path.subList(1, path.size()), message);
    }
}
