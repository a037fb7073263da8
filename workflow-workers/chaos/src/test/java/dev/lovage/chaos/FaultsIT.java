package dev.lovage.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.chaos.check.Invariant;
import dev.lovage.chaos.check.Tally;
import dev.lovage.chaos.check.World;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A few faults in every build; for longer, or for one of them, `platform-api/lovage test --chaos`.
/// With `-Dlovage.test.guards.off=version` it shows what that guard is for.
@Tag("chaos")
@ExtendWith(OnePlatform.class)
class FaultsIT {
    private static final Wanted WANTED = Wanted.of(System.getProperties());

    @Test
    @Timeout(7200)
    void whatIsPromisedHoldsWhateverDies(OnePlatform.Shared shared)
            throws IOException, InterruptedException, SQLException {
        try (var trial = new Trial(shared, WANTED)) {
            trial.steady(WANTED.before());
            var strikes = WANTED.strikes();
            while (strikes.hasNext()) {
                trial.strike(strikes.next());
            }
            trial.steady(WANTED.after());
            report(trial, trial.finish());
        }
    }

    private static void report(Trial trial, World world) throws IOException {
        var tallies = Tally.of(world);
        var violations = Invariant.all(world);
        System.out.println(Tally.table(tallies, WANTED.seed()));
        System.out.println("not struck: " + String.join(", ", trial.notStruck()));
        trial.write(violations);
        write(tallies);

        assertThat(trial.failed()).as("seed %d: faults that failed", WANTED.seed()).isEmpty();
        assertThat(violations).as("seed %d", WANTED.seed()).isEmpty();
        assertThat(tallies)
                .as("seed %d: faults after which all is right again", WANTED.seed())
                .allMatch(tally -> tally.convergence() != null);
    }

    private static void write(List<Tally> tallies) throws IOException {
        var faults =
                tallies.stream()
                        .map(one ->
                                Map.of(
                                        "fault",
                                        one.fault(),
                                        "operations",
                                        one.operations(),
                                        "lost",
                                        one.lost(),
                                        "doubled",
                                        one.doubled(),
                                        "wrong",
                                        one.wrong(),
                                        "seconds",
                                        seconds(one.convergence())))
                        .toList();
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        WANTED.json().toFile(), Map.of("seed", WANTED.seed(), "faults", faults));
    }

    private static double seconds(@Nullable Duration took) {
        return took == null ? -1 : took.toMillis() / 1e3;
    }
}
