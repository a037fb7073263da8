package dev.lovage.engine.interpreter;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Random canvases for tests elsewhere.
public final class Drawn {
    private Drawn() {}

    /// Their outcomes do not depend on the order in which calls end; they await nothing, and start
    /// no other run. Without an end.
    public static Stream<Map<String, Object>> definitions() {
        return LongStream.iterate(0, seed -> seed + 1)
                .mapToObj(seed -> new RandomCanvas(seed, false).definition())
                .filter(Drawn::isLeftAlone);
    }

    /// What a canvas means with that input: its value, or `failed at` a path.
    public static Object meant(Map<String, Object> definition) {
        return OracleTest.meant(definition, 0);
    }

    /// The input with which they have a meaning.
    public static Map<String, Object> input() {
        return OracleTest.INPUT;
    }

    /// A value in the form in which a meaning is told.
    public static Object plain(Object value) {
        return OracleTest.plain(value);
    }

    private static boolean isLeftAlone(Map<String, Object> definition) {
        var text = definition.toString();
        return !text.contains("await=") && !text.contains("flow=");
    }
}
