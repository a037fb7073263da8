package dev.lovage.chaos.check;

import dev.lovage.chaos.check.World.Measured.Lag;
import dev.lovage.chaos.check.World.Measured.Usage;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I8 and I13: it keeps up, and does not grow.
final class Measuring {
    private static final Duration STEADY = Duration.ofSeconds(2);
    private static final Duration HEALING = Duration.ofSeconds(30);
    private static final double P99 = 0.99;
    private static final int FEWEST = 90;
    private static final double GROWTH = 1.5;
    private static final int SOME_THREADS = 40;
    private static final int SOME_FILES = 100;
    private static final long SOME_KILOBYTES = 100_000;

    private Measuring() {}

    /// Where nothing is disturbed, and thirty seconds after everything that was.
    static Stream<Finding> current(World world) {
        var steady =
                world.measured().lags().stream()
                        .filter(lag -> !world.driven().disturbed(lag.at(), HEALING))
                        .map(Lag::behind)
                        .sorted()
                        .toList();
        if (steady.size() < FEWEST) {
            return Stream.of();
        }
        var p99 = steady.get((int) Math.min(steady.size() - 1L, Math.round(steady.size() * P99)));
        return p99.compareTo(STEADY) > 0
                ? Stream.of(new Finding("the read model", "p99 of its lag is " + p99))
                : Stream.of();
    }

    static Stream<Finding> flat(World world) {
        return world.measured().usages().stream()
                .collect(Collectors.groupingBy(Usage::process))
                .entrySet()
                .stream()
                .filter(process -> process.getValue().size() >= FEWEST)
                .flatMap(process ->
                        Stream.of(
                                        grown(process.getValue(), Usage::kilobytes, SOME_KILOBYTES)
                                                .map("kilobytes: "::concat),
                                        grown(process.getValue(), Usage::threads, SOME_THREADS)
                                                .map("threads: "::concat),
                                        grown(process.getValue(), Usage::files, SOME_FILES)
                                                .map("open files: "::concat))
                                .flatMap(one -> one)
                                .map(what -> new Finding(process.getKey(), what)));
    }

    /// The middle third of a life beside the last; in the first it warms up.
    private static Stream<String> grown(
            List<Usage> life, ToLongFunction<Usage> what, long allowance) {
        var third = life.size() / 3;
        var before = median(life.subList(third, 2 * third), what);
        var last = median(life.subList(life.size() - third, life.size()), what);
        return last > before * GROWTH + allowance ? Stream.of(before + " to " + last) : Stream.of();
    }

    private static long median(List<Usage> some, ToLongFunction<Usage> what) {
        return what.applyAsLong(
                some.stream().sorted(Comparator.comparingLong(what)).toList().get(some.size() / 2));
    }
}
