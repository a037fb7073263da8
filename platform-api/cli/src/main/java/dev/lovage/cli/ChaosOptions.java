package dev.lovage.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `lovage test --chaos` is told.
final class ChaosOptions {
    private static final int LONGEST = 24 * 60;

    /// The names of the faults of module chaos, whose test compares.
    static final class Faults extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Faults() {
            super(
                    List.of(
                            "worker-killed",
                            "worker-paused",
                            "worker-stopped",
                            "workers-killed",
                            "workers-paused",
                            "worker-dies-after-effect",
                            "worker-dies-before-acceptance",
                            "worker-dies-before-telling",
                            "worker-answers-lost",
                            "worker-without-temporal",
                            "worker-without-kafka",
                            "worker-cut-from-temporal",
                            "api-killed",
                            "api-stopped",
                            "api-dies-before-start",
                            "api-dies-after-start",
                            "api-without-postgres",
                            "api-refused-by-postgres",
                            "api-without-temporal",
                            "api-without-kafka",
                            "api-far-from-postgres",
                            "api-behind-a-thin-line",
                            "api-pool-exhausted",
                            "equal-keys",
                            "duplicates",
                            "temporal-paused",
                            "projection-dies",
                            "poison",
                            "temporal-killed",
                            "temporal-terminates",
                            "temporal-resets",
                            "temporal-forgets",
                            "postgres-killed",
                            "postgres-full",
                            "postgres-terminates",
                            "postgres-locked",
                            "kafka-killed",
                            "kafka-full",
                            "kafka-paused",
                            "rolling-restart"));
        }
    }

    @Option(
            names = "--chaos",
            description = "Disturb a platform that is at work instead, and check what it promises.")
    boolean wanted;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "With --chaos: how long it is disturbed (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--seed",
            description = "With --chaos: as the table of an earlier time said; else drawn.")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "With --chaos: runs started a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "chaos.json",
            description = "With --chaos: write the table there, too (default: ${DEFAULT-VALUE}).")
    private Path json = Path.of("");

    /// The same as system properties of the test.
    ///
    /// @param fault over and over, several with commas between; absent: random ones, two at a time
    List<String> properties(@Nullable String fault) {
        if (minutes < 1 || minutes > LONGEST) {
            throw new UsageException("--minutes is 1 to " + LONGEST);
        }
        if (rate < 1) {
            throw new UsageException("--rate is 1 or more");
        }
        List<String> properties = new ArrayList<>();
        properties.add("-Dlovage.chaos.minutes=" + minutes);
        properties.add("-Dlovage.chaos.rate=" + rate);
        properties.add("-Dlovage.chaos.json=" + json.toAbsolutePath());
        if (seed != null) {
            properties.add("-Dlovage.chaos.seed=" + seed);
        }
        if (fault != null) {
            var known = new Faults();
            for (var one : fault.split(",", -1)) {
                if (!known.contains(one)) {
                    throw new UsageException(
                            "There is no fault %s; there are %s"
                                    .formatted(one, String.join(", ", known)));
                }
            }
            properties.add("-Dlovage.chaos.only=" + fault);
        }
        return properties;
    }
}
