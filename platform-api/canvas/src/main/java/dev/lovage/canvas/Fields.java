package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One object that is being read: gives its members as what they should be, and notes a flaw for
/// each that is not. A member that is absent, or flawed, is `null`.
final class Fields {
    private static final int SHOWN = 60;

    private final Map<?, ?> map;
    private final String pointer;
    private final Flaws flaws;

    private Fields(Map<?, ?> map, String pointer, Flaws flaws) {
        this.map = map;
        this.pointer = pointer;
        this.flaws = flaws;
    }

    static @Nullable Fields of(@Nullable Object value, String pointer, Flaws flaws) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(map, pointer, flaws);
        }
        flaws.add(pointer, "TYPE", "Must be an object, not " + type(value) + ".");
        return null;
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    Map<String, @Nullable Object> copy() {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    @Nullable Object get(String key) {
        return map.get(key);
    }

    Collection<String> keys() {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    String at(String key) {
        return Pointer.of(pointer, key);
    }

    String pointer() {
        return pointer;
    }

    void flaw(String key, String code, String message) {
        flaws.add(at(key), code, message);
    }

    /// Refuses every key but `allowed`; `what` names the object in the message.
    void only(Set<String> allowed, String what) {
        for (var key : keys()) {
            if (allowed.contains(key)) {
                continue;
            }
            if (Keys.NOT_YET.containsKey(key)) {
                flaw(key, "NOT_YET", Keys.notYet(key));
            } else if (Keys.ELSEWHERE.containsKey(key)) {
                flaw(
                        key,
                        "UNKNOWN_KEY",
                        "`%s` has no meaning in %s: %s."
                                .formatted(key, what, Keys.ELSEWHERE.get(key)));
            } else {
                var near = Nearest.hint(key, allowed);
                flaw(
                        key,
                        "UNKNOWN_KEY",
                        "Unknown key `"
                                + shortened(key)
                                + "` in "
                                + what
                                + "."
                                + (near.isEmpty() ? known(allowed) : near));
            }
        }
    }

    @Nullable Fields object(String key) {
        return has(key) ? of(get(key), at(key), flaws) : null;
    }

    @Nullable String text(String key) {
        return cast(key, String.class, "a text");
    }

    @Nullable String text(String key, int longest) {
        var text = text(key);
        if (text != null && text.length() > longest) {
            flaw(key, "RANGE", "At most " + longest + " characters, not " + text.length() + ".");
        }
        return text;
    }

    @Nullable String name(String key, Names.Rule rule) {
        var name = text(key);
        if (name != null && !rule.admits(name)) {
            flaw(key, "NAME", "Must be " + rule.words() + ".");
            return null;
        }
        return name;
    }

    @Nullable Boolean flag(String key) {
        return cast(key, Boolean.class, "true or false");
    }

    @Nullable List<?> list(String key) {
        return cast(key, List.class, "a list");
    }

    @Nullable Integer whole(String key, int least, int most) {
        var number = cast(key, Long.class, "a whole number");
        if (number != null && (number < least || number > most)) {
            flaw(key, "RANGE", "Must be from " + least + " to " + most + ", not " + number + ".");
            return null;
        }
        return number == null ? null : number.intValue();
    }

    @Nullable Double number(String key, double least, double most) {
        var number = cast(key, Number.class, "a number");
        if (number != null && (number.doubleValue() < least || number.doubleValue() > most)) {
            flaw(key, "RANGE", "Must be from " + least + " to " + most + ", not " + number + ".");
            return null;
        }
        return number == null ? null : number.doubleValue();
    }

    @Nullable Duration duration(String key, Duration least, Duration most) {
        if (!has(key)) {
            return null;
        }
        var written = get(key) instanceof String text ? text : Json.write(get(key));
        var duration = get(key) instanceof String text ? Durations.read(text) : null;
        if (duration == null) {
            flaw(
                    key,
                    "DURATION",
                    "`%s` is no duration: write `30s`, `10m`, `2h`, `7d`, or ISO-8601."
                            .formatted(shortened(written)));
            return null;
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            flaw(
                    key,
                    "RANGE",
                    "Must be from %s to %s, not %s."
                            .formatted(Durations.write(least), Durations.write(most), written));
            return null;
        }
        return duration;
    }

    <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        var words = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
            words.add(word(constant));
        }
        flaw(
                key,
                "CHOICE",
                "Must be one of " + String.join(", ", words) + ", not `" + shortened(text) + "`.");
        return null;
    }

    /// A list of at most `most` different texts.
    @Nullable List<String> texts(String key, Names.Rule rule, int most) {
        var list = list(key);
        if (list == null) {
            return null;
        }
        if (list.size() > most) {
            flaw(key, "TOO_MANY", "At most " + most + " may stand here, not " + list.size() + ".");
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            var at = Pointer.of(at(key), i);
            if (!(list.get(i) instanceof String text)) {
                flaws.add(at, "TYPE", "Must be a text, not " + type(list.get(i)) + ".");
            } else if (!rule.admits(text)) {
                flaws.add(at, "NAME", "Must be " + rule.words() + ".");
            } else if (texts.contains(text)) {
                flaws.add(at, "DUPLICATE", "`" + text + "` stands here twice.");
            } else {
                texts.add(text);
            }
        }
        return texts;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean _ -> "true or false";
            case Long _ -> "a whole number";
            case Number _ -> "a number";
            case String _ -> "a text";
            case List<?> _ -> "a list";
            default -> "an object";
        };
    }

    /// Enough of a text to know it again.
    private static String shortened(String text) {
        var points = text.codePointCount(0, text.length());
        return points <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "..";
    }

    private <T> @Nullable T cast(String key, Class<T> type, String expected) {
        if (!has(key)) {
            return null;
        }
        var value = get(key);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        flaw(key, "TYPE", "Must be " + expected + ", not " + type(value) + ".");
        return null;
    }

    private static String known(Set<String> allowed) {
        return " Known here: " + String.join(", ", new TreeSet<>(allowed)) + ".";
    }
}
