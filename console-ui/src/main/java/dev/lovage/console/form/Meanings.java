package dev.lovage.console.form;

import static dev.lovage.console.look.Texts.text;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.lovage.console.look.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// What stands in each kind of field, as JSON and back.
final class Meanings {
    private Meanings() {}

    /// A meaning made of its two ways.
    private record Both<V>(To<V, Object> to, To<Object, V> back) implements FieldEntry.Meaning<V> {
        @Override
        public Object json(V value) throws UnfitException {
            return to.apply(value);
        }

        @Override
        public V shown(Object json) throws UnfitException {
            return back.apply(json);
        }
    }

    private interface To<A, B> {
        B apply(A value) throws UnfitException;
    }

    static FieldEntry.Meaning<String> line(Shape.Text shape) {
        return new Both<>(
                value -> fit(shape, value),
                json -> {
                    var value = as(String.class, json);
                    if (value.isEmpty()) {
                        throw new UnfitException(
                                text("form.unreadable")); // in a field it is no answer
                    }
                    return value;
                });
    }

    private static String fit(Shape.Text shape, String value) throws UnfitException {
        int length = value.codePointCount(0, value.length());
        if (length < shape.least()) {
            throw new UnfitException(text("form.short", shape.least()));
        }
        if (shape.most() != null && length > shape.most()) {
            throw new UnfitException(text("form.long", shape.most()));
        }
        return value;
    }

    static FieldEntry.Meaning<String> number(Shape.Amount shape) {
        return new Both<>(
                value -> number(shape, value), json -> String.valueOf(as(Number.class, json)));
    }

    private static Object number(Shape.Amount shape, String text) throws UnfitException {
        var value = decimal(text);
        if (shape.least() != null && value.compareTo(shape.least()) < 0) {
            throw new UnfitException(text("form.least", shape.least().toPlainString()));
        }
        if (shape.most() != null && value.compareTo(shape.most()) > 0) {
            throw new UnfitException(text("form.most", shape.most().toPlainString()));
        }
        if (!shape.whole()) {
            return value;
        }
        try {
            return value.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new UnfitException(text("form.whole"));
        }
    }

    private static BigDecimal decimal(String text) throws UnfitException {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new UnfitException(text("form.number"));
        }
    }

    static FieldEntry.Meaning<Object> choice(Shape.Choice shape) {
        return new Both<>(value -> value, json -> known(shape, json));
    }

    private static Object known(Shape.Choice shape, Object json) throws UnfitException {
        return shape.of().stream()
                .filter(one -> String.valueOf(one).equals(String.valueOf(json)))
                .findFirst()
                .orElseThrow(() -> new UnfitException(text("form.choice")));
    }

    static FieldEntry.Meaning<LocalDate> day() {
        return new Both<>(
                LocalDate::toString,
                json -> {
                    try {
                        return LocalDate.parse(as(String.class, json));
                    } catch (DateTimeException e) {
                        throw new UnfitException(text("form.unreadable"));
                    }
                });
    }

    /// @param zone of the person, whose clock the field shows
    static FieldEntry.Meaning<LocalDateTime> moment(ZoneId zone) {
        return new Both<>(
                value -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atZone(zone)),
                json -> {
                    try {
                        return OffsetDateTime.parse(as(String.class, json))
                                .atZoneSameInstant(zone)
                                .toLocalDateTime();
                    } catch (DateTimeException e) {
                        throw new UnfitException(text("form.unreadable"));
                    }
                });
    }

    /// One line each.
    static FieldEntry.Meaning<String> several(Shape.Several shape) {
        return new Both<>(
                value -> lines(shape, value),
                json -> {
                    var lines = new ArrayList<String>();
                    for (var one : as(List.class, json)) {
                        lines.add(shown(shape.each(), one));
                    }
                    return String.join("\n", lines);
                });
    }

    private static List<Object> lines(Shape.Several shape, String text) throws UnfitException {
        var values = new ArrayList<>();
        for (var line : text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            try {
                values.add(value(shape.each(), line));
            } catch (UnfitException e) {
                throw new UnfitException(text("form.line", line, e.sentence()));
            }
        }
        if (values.size() < shape.least()) {
            throw new UnfitException(text("form.few", shape.least()));
        }
        if (shape.most() != null && values.size() > shape.most()) {
            throw new UnfitException(text("form.many", shape.most()));
        }
        return values;
    }

    private static Object value(Shape each, String line) throws UnfitException {
        return switch (each) {
            case Shape.Text words -> fit(words, line);
            case Shape.Amount number -> number(number, line);
            case Shape.Choice choice -> known(choice, line);
            case Shape.Truth _,
                    Shape.Day _,
                    Shape.Moment _,
                    Shape.Several _,
                    Shape.Group _,
                    Shape.Free _ ->
                    throw new IllegalStateException("A list holds single values only");
        };
    }

    private static String shown(Shape each, @Nullable Object json) throws UnfitException {
        boolean kept =
                switch (each) {
                    case Shape.Text _ -> json instanceof String words && isOneLine(words);
                    case Shape.Amount _ -> json instanceof Number;
                    case Shape.Choice choice -> choice.of().contains(json);
                    case Shape.Truth _,
                            Shape.Day _,
                            Shape.Moment _,
                            Shape.Several _,
                            Shape.Group _,
                            Shape.Free _ ->
                            false;
                };
        if (!kept) {
            throw new UnfitException(text("form.unreadable"));
        }
        return String.valueOf(json);
    }

    private static boolean isOneLine(String text) {
        return !text.isEmpty() && text.equals(text.strip()) && text.lines().count() == 1;
    }

    static FieldEntry.Meaning<String> free() {
        return new Both<>(
                value -> {
                    try {
                        var read = Json.read(value);
                        if (read == null) {
                            throw new UnfitException(text("form.nothing"));
                        }
                        return read;
                    } catch (JsonProcessingException e) {
                        throw new UnfitException(text("form.json", e.getOriginalMessage()));
                    }
                },
                Json::pretty);
    }

    private static <T> T as(Class<T> type, Object json) throws UnfitException {
        if (!type.isInstance(json)) {
            throw new UnfitException(text("form.unreadable"));
        }
        return type.cast(json);
    }
}
