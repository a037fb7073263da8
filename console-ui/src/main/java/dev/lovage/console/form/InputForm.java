package dev.lovage.console.form;

import static dev.lovage.console.look.Texts.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;

import dev.lovage.client.Problem;
import dev.lovage.console.look.CodeEditor;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Json;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Asks for an input as its JSON Schema describes it, in fields or as JSON; what is written in one
/// is kept in the other.
public final class InputForm extends Div {
    private final @Nullable GroupEntry fields;
    private final CodeEditor json;
    private final Div body = new Div();
    private final Paragraph said = new Paragraph();
    private final NativeButton asForm = new NativeButton(text("form.form"), _ -> toForm());
    private final NativeButton asJson = new NativeButton(text("form.raw"), _ -> toJson());
    private boolean raw;

    /// @param schema of the input; absent: anything goes
    /// @param zone of the person, for moments
    public InputForm(@Nullable Object schema, ZoneId zone) {
        addClassName("input-form");
        var shape = Shape.of(schema);
        fields =
                shape instanceof Shape.Group group
                        ? new GroupEntry(group, null, null, true, zone)
                        : null;
        json = new CodeEditor(text("form.input"), Language.JSON, fields == null ? "" : "{}");
        json.addClassName("framed");
        json.whenChanged(_ -> say(""));
        said.addClassName("said");
        said.getElement().setAttribute("role", "alert");
        var bar = new Div(asForm, asJson);
        bar.addClassName("segments");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", text("form.how"));
        List.of(asForm, asJson).forEach(button -> button.addClassName("segment"));
        bar.setVisible(fields != null);
        add(bar, body, said);
        raw = fields == null;
        draw();
    }

    private void draw() {
        body.removeAll();
        body.add(raw || fields == null ? json : fields.component());
        asForm.getElement().setAttribute("aria-pressed", String.valueOf(!raw));
        asJson.getElement().setAttribute("aria-pressed", String.valueOf(raw));
    }

    private void toJson() {
        if (!raw && fields != null) {
            json.show(Json.pretty(fields.value()));
            raw = true;
            say("");
            draw();
        }
    }

    private void toForm() {
        if (!raw || fields == null) {
            return;
        }
        try {
            if (fields.show(read())) {
                raw = false;
                say("");
                draw();
            } else {
                say(text("form.unshown"));
            }
        } catch (JsonProcessingException e) {
            say(wrong(e));
        }
    }

    private @Nullable Object read() throws JsonProcessingException {
        return json.text().isBlank() ? null : Json.read(json.text());
    }

    private static String wrong(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null
                ? text("form.json", e.getOriginalMessage())
                : text("form.json.at", at.getLineNr(), at.getColumnNr(), e.getOriginalMessage());
    }

    /// Whether the input can be sent; says at its place what cannot.
    public boolean valid() {
        say("");
        if (!raw && fields != null) {
            return fields.valid();
        }
        try {
            read();
            return true;
        } catch (JsonProcessingException e) {
            say(wrong(e));
            return false;
        }
    }

    /// The input; `null`: none.
    public @Nullable Object value() {
        try {
            return raw || fields == null ? read() : fields.value();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /// Shows an input, in fields if it fits.
    public void show(@Nullable Object value) {
        raw = fields == null || !fields.show(value);
        if (raw) {
            json.show(value == null ? "" : Json.pretty(value));
        }
        draw();
    }

    /// Says at their places what the api found wrong.
    ///
    /// @param root pointer to the input in what was sent
    /// @return what has no place here
    public List<Problem.Detail> refuse(String root, List<Problem.Detail> errors) {
        List<Problem.Detail> others = new ArrayList<>();
        List<CodeEditor.Mark> marks = new ArrayList<>();
        for (var error : errors) {
            var pointer = error.pointer();
            if (!pointer.equals(root) && !pointer.startsWith(root + "/")) {
                others.add(error);
                continue;
            }
            var inside = pointer.substring(root.length());
            marks.add(new CodeEditor.Mark(inside, error.message(), "error"));
            if (raw || fields == null || !fields.refuse(path(inside), error.message())) {
                others.add(error);
            }
        }
        json.mark(marks);
        return others;
    }

    private static List<String> path(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .skip(1)
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private void say(String sentence) {
        said.setText(sentence);
    }
}
