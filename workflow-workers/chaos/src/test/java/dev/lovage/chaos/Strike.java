package dev.lovage.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A part that is killed, and how long after the beginning.
record Strike(String part, Duration after) {
    private static final List<String> PARTS = List.of("api", "kafka", "postgres");
    private static final Duration TURN = Duration.ofSeconds(18);
    private static final int LATEST_MILLIS = 8_000;

    /// Each part once a minute, in an order and at moments that the seed decides.
    static List<Strike> drawn(long seed, int minutes) {
        var random = new Random(seed);
        var strikes = new ArrayList<Strike>();
        for (int minute = 0; minute < minutes; minute++) {
            var order = new ArrayList<>(PARTS);
            Collections.shuffle(order, random);
            var turn = Duration.ofMinutes(minute);
            for (var part : order) {
                strikes.add(new Strike(part, turn.plusMillis(random.nextInt(LATEST_MILLIS))));
                turn = turn.plus(TURN);
            }
        }
        return List.copyOf(strikes);
    }
}
