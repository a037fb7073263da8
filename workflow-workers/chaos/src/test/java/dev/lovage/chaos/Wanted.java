package dev.lovage.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which faults are wanted, for how long, drawn from which seed.
///
/// @param only those at once, over and over; empty: all of them, two at a time
/// @param minutes 0: the few of every build, once
record Wanted(List<Fault> only, int minutes, long seed, int rate, Path json) {
    private static final List<List<Fault>> FEW =
            List.of(
                    List.of(
                            Fault.WORKER_DIES_BEFORE_TELLING,
                            Fault.API_DIES_AFTER_START,
                            Fault.POISON,
                            Fault.TEMPORAL_TERMINATES),
                    List.of(Fault.PROJECTION_DIES));
    private static final int RATE = 10;
    private static final int MODEST_RATE = 5;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LAST = Duration.ofSeconds(21);
    private static final Duration LONG = Duration.ofSeconds(30);

    static Wanted of(Properties properties) {
        var words = properties.getProperty("lovage.chaos.only", "");
        var only = words.isEmpty() ? List.<Fault>of() : named(words);
        var minutes = number(properties, "lovage.chaos.minutes", 0);
        return new Wanted(
                only,
                (int) minutes,
                number(properties, "lovage.chaos.seed", drawn()),
                (int) number(properties, "lovage.chaos.rate", minutes == 0 ? MODEST_RATE : RATE),
                Path.of(properties.getProperty("lovage.chaos.json", "target/chaos.json")));
    }

    private static List<Fault> named(String words) {
        return Stream.of(words.split(",", -1)).map(Wanted::one).toList();
    }

    private static Fault one(String word) {
        return Fault.of(word)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no fault %s; there are %s"
                                        .formatted(
                                                word,
                                                Stream.of(Fault.values())
                                                        .map(Fault::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static long number(Properties properties, String name, long otherwise) {
        var given = properties.getProperty(name, "");
        return given.isEmpty() ? otherwise : Long.parseLong(given);
    }

    private static long drawn() {
        return ThreadLocalRandom.current().nextInt(1_000_000);
    }

    /// As in every build: one worker, no disks of its own.
    boolean small() {
        return minutes == 0 && only.isEmpty();
    }

    /// Within which an outage has to be told. In a build nothing is judged by its time: the machine
    /// may be a slow one.
    Duration soon() {
        return minutes == 0 ? PATIENCE : SOON;
    }

    /// How long nothing is disturbed at the beginning.
    Duration before() {
        return minutes == 0 ? SHORT : LONG;
    }

    /// How long nothing is disturbed at the end.
    Duration after() {
        return minutes == 0 ? LAST : LONG;
    }

    /// What to disturb it by, in order, as long as there is time.
    Iterator<List<Fault>> strikes() {
        if (minutes == 0) {
            return only.isEmpty() ? FEW.iterator() : List.of(only).iterator();
        }
        var end = Instant.now().plus(Duration.ofMinutes(minutes));
        var pack = new Pack(seed);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return Instant.now().isBefore(end);
            }

            @Override
            public List<Fault> next() {
                return only.isEmpty() ? pack.pair() : only;
            }
        };
    }
}
