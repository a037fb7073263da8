package dev.lovage.sdk.flow;

import dev.lovage.canvas.Json;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A text with references in it, which are filled in when the step begins.
public final class Text implements Arg<String> {
    private static final String HOLE = "%s";

    /// Texts and references, one after the other.
    private final List<Object> parts;

    private Text(List<Object> parts) {
        this.parts = List.copyOf(parts);
    }

    static Text of(String format, Object... values) {
        var texts = format.split(HOLE, -1);
        if (texts.length != values.length + 1) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d places for values, not %d"
                            .formatted(format, texts.length - 1, values.length));
        }
        var parts = new ArrayList<Object>();
        for (int i = 0; i < texts.length; i++) {
            parts.add(texts[i]);
            if (i < values.length) {
                parts.add(values[i]);
            }
        }
        return new Text(parts);
    }

    /// As one expression.
    String source() {
        return parts.stream()
                .filter(part -> !"".equals(part))
                .map(part ->
                        part instanceof Arg<?>
                                ? "string(" + Cel.source(part) + ")"
                                : Json.write(String.valueOf(part)))
                .collect(Collectors.joining(" + "));
    }

    @Override
    public String written() {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Arg<?> arg) {
                if (!text.isEmpty() && text.charAt(text.length() - 1) == '$') {
                    text.setLength(text.length() - 1);
                    text.append("${'$'}");
                }
                text.append(arg.written());
            } else {
                text.append(Written.escaped(String.valueOf(part)));
            }
        }
        return text.toString();
    }

    @Override
    public Type type() {
        return String.class;
    }

    @Override
    public String toString() {
        return written();
    }
}
