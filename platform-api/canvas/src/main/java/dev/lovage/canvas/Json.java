package dev.lovage.canvas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plain JSON values: `null`, Boolean, Long, Double, String, List and Map.
public final class Json {
    private static final JsonMapper COMPACT = new JsonMapper();
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private Json() {}

    /// Reads one JSON value strictly: no duplicate key, NaN, lone surrogate, number beyond 64 bits,
    /// or depth beyond 100.
    ///
    /// @throws InvalidCanvasException naming every place that breaks this
    public static @Nullable Object read(String text) {
        var source = JsonText.read(text);
        source.flaws().throwIfAny();
        return source.tree();
    }

    /// The same of a text that may be YAML, unless it begins with `{` or `[`.
    ///
    /// @throws InvalidCanvasException naming every place that breaks the rules of either
    public static @Nullable Object readDocument(String text) {
        var source = Source.read(text);
        source.flaws().throwIfAny();
        return source.tree();
    }

    /// Compact JSON, members in the order of the map.
    public static String write(@Nullable Object value) {
        try {
            return COMPACT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a plain JSON value", e);
        }
    }

    /// Compact JSON with sorted members, in UTF-8: equal values give equal bytes.
    public static byte[] canonical(@Nullable Object value) {
        try {
            return SORTED.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a plain JSON value", e);
        }
    }

    /// The same value with all whole numbers as Long and all others as Double, in copies that
    /// cannot change.
    ///
    /// @throws InvalidCanvasException when something in it is no JSON value
    public static @Nullable Object plain(@Nullable Object value) {
        var flaws = new Flaws(Map.of());
        var plain = plain(value, Pointer.ROOT, 0, flaws);
        flaws.throwIfAny();
        return plain;
    }

    /// Bytes of the compact JSON of a plain value.
    public static long size(@Nullable Object value) {
        return size(value, Long.MAX_VALUE);
    }

    /// The same; but any number above `enough` once it is above.
    static long size(@Nullable Object value, long enough) {
        return new JsonSize(enough).of(value);
    }

    static JsonNode node(@Nullable Object value) {
        return COMPACT.valueToTree(value);
    }

    private static @Nullable Object plain(
            @Nullable Object value, String at, int depth, Flaws flaws) {
        if (depth > Source.DEEPEST) {
            flaws.add(at, "TOO_DEEP", "Nested deeper than " + Source.DEEPEST + " levels.");
            return null;
        }
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case String text -> text(text, at, flaws);
            case Number number -> number(number, at, flaws);
            case List<?> list -> list(list, at, depth, flaws);
            case Map<?, ?> map -> map(map, at, depth, flaws);
            default -> {
                flaws.add(at, "TYPE", "A " + value.getClass().getSimpleName() + " is no JSON.");
                yield null;
            }
        };
    }

    private static Object list(List<?> list, String at, int depth, Flaws flaws) {
        var plain = new ArrayList<@Nullable Object>(list.size());
        for (var item : list) {
            plain.add(plain(item, Pointer.of(at, plain.size()), depth + 1, flaws));
        }
        return Collections.unmodifiableList(plain);
    }

    private static Object map(Map<?, ?> map, String at, int depth, Flaws flaws) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            var name = text(String.valueOf(key), at, flaws);
            plain.put(name, plain(value, Pointer.of(at, name), depth + 1, flaws));
        });
        return Collections.unmodifiableMap(plain);
    }

    private static String text(String text, String at, Flaws flaws) {
        checkText(text, at, flaws);
        return text;
    }

    private static @Nullable Object number(Number number, String at, Flaws flaws) {
        Object plain =
                switch (number) {
                    case Long whole -> whole;
                    case Integer whole -> whole.longValue();
                    case Short whole -> whole.longValue();
                    case Byte whole -> whole.longValue();
                    case Double real -> real;
                    case BigInteger big when big.bitLength() < Long.SIZE -> big.longValue();
                    case BigDecimal big -> big.doubleValue();
                    case Float real -> real.doubleValue();
                    default -> Double.NaN;
                };
        if (plain instanceof Double real && !Double.isFinite(real)) {
            flaws.add(at, "NUMBER", "The number is beyond what JSON readers can hold.");
        }
        return plain;
    }

    /// Half a surrogate pair cannot be sent, a NUL cannot be stored.
    private static boolean isNoCharacter(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static void checkText(String text, String at, Flaws flaws) {
        if (text.codePoints().anyMatch(Json::isNoCharacter)) {
            flaws.add(at, "TEXT", "A text holds no NUL and no half of a surrogate pair.");
        }
    }
}
