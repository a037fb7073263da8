package dev.lovage.console.look;

import org.jspecify.annotations.Nullable;

import java.util.stream.Collectors;

/// Text of others, made so that it cannot change how the text around it reads.
public final class Inert {
    private Inert() {}

    /// Control characters become their pictures, those that turn the direction become their names.
    public static String text(@Nullable String of) {
        return of == null
                ? ""
                : of.codePoints().mapToObj(Inert::shown).collect(Collectors.joining());
    }

    private static String shown(int point) {
        if (point < 0x20) {
            return point == '\n' || point == '\t'
                    ? Character.toString(point)
                    : Character.toString(0x2400 + point);
        }
        boolean turns =
                (point >= 0x202A && point <= 0x202E)
                        || (point >= 0x2066 && point <= 0x2069)
                        || point == 0x200E
                        || point == 0x200F
                        || point == 0x061C;
        return turns || (point >= 0x7F && point < 0xA0)
                ? "[U+%04X]".formatted(point)
                : Character.toString(point);
    }
}
