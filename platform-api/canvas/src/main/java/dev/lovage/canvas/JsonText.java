package dev.lovage.canvas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;

/// Reads JSON strictly: what two readers could take in two ways is refused.
final class JsonText {
    private static final int LONGEST_NUMBER = 400;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2 * Source.DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final Source.Notes notes = new Source.Notes();

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    static Source read(String text) {
        try (var parser = FACTORY.createParser(text)) {
            return new JsonText(parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory cannot fail", e);
        }
    }

    private Source document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw notes.syntax(new Position(1, 1), "The text is empty.");
            }
            var tree = value(Pointer.ROOT, 0, position());
            if (parser.nextToken() != null) {
                throw notes.syntax(position(), "Nothing may follow the end of the JSON value.");
            }
            return notes.done(tree);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var position = at == null ? position() : new Position(at.getLineNr(), at.getColumnNr());
            throw notes.syntax(position, "This is not JSON: " + sentence(e) + ".");
        }
    }

    private @Nullable Object value(String pointer, int depth, Position position)
            throws IOException {
        notes.at(pointer, depth, position);
        var token = parser.currentToken();
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> notes.text(pointer, parser.getText());
            case VALUE_NUMBER_INT -> whole(pointer);
            case VALUE_NUMBER_FLOAT -> notes.finite(pointer, parser.getDoubleValue());
            case START_ARRAY -> list(pointer, depth);
            case START_OBJECT -> object(pointer, depth);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("A value cannot begin with " + token);
        };
    }

    private @Nullable Object list(String pointer, int depth) throws IOException {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(Pointer.of(pointer, list.size()), depth + 1, position()));
        }
        return Collections.unmodifiableList(list);
    }

    private @Nullable Object object(String pointer, int depth) throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var position = position();
            var key = parser.currentName();
            var at = Pointer.of(pointer, notes.text(pointer, key));
            parser.nextToken();
            notes.member(map, at, key, value(at, depth + 1, position));
        }
        return Collections.unmodifiableMap(map);
    }

    private Long whole(String pointer) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        notes.flaws.add(
                pointer,
                "NUMBER",
                "A whole number must fit into 64 bits: write it as text in quotes.");
        return 0L;
    }

    private Position position() {
        var at = parser.currentTokenLocation();
        return new Position(at.getLineNr(), at.getColumnNr());
    }

    /// The parser's own words without its advice on how to switch its strictness off.
    private static String sentence(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("(?s)( \\(|: enable |: was expecting|\\n).*", "");
    }
}
