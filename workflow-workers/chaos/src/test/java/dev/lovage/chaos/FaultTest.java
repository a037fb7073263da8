package dev.lovage.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.local.Checkout;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

class FaultTest {
    private static final String OPTIONS =
            "platform-api/cli/src/main/java/dev/lovage/cli/ChaosOptions.java";

    private static Wanted wanted(String... pairs) {
        var properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return Wanted.of(properties);
    }

    private static List<List<Fault>> first(Wanted wanted, int count) {
        var strikes = wanted.strikes();
        return IntStream.range(0, count).mapToObj(_ -> strikes.next()).toList();
    }

    @Test
    void areThoseThatTheCommandLineNames() throws IOException {
        var options = Files.readString(Checkout.find().root().resolve(OPTIONS));

        assertThat(Fault.values()).allMatch(fault -> options.contains('"' + fault.word() + '"'));
    }

    @Test
    void areDrawnTheSameFromOneSeedAndNeverTwoForOneVictim() {
        var some = first(wanted("lovage.chaos.minutes", "9", "lovage.chaos.seed", "7"), 200);

        assertThat(first(wanted("lovage.chaos.minutes", "9", "lovage.chaos.seed", "7"), 200))
                .isEqualTo(some);
        assertThat(first(wanted("lovage.chaos.minutes", "9", "lovage.chaos.seed", "8"), 200))
                .isNotEqualTo(some);
        assertThat(some).allMatch(pair -> pair.stream().map(Fault::victim).distinct().count() == 2);
    }

    @Test
    void allStrikeBeforeLong() {
        var all = List.of(Fault.values());
        var some = first(wanted("lovage.chaos.minutes", "9"), all.size());

        assertThat(some.stream().flatMap(List::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void areOneOverAndOverWhereOneIsNamed() {
        assertThat(first(wanted("lovage.chaos.minutes", "9", "lovage.chaos.only", "poison"), 2))
                .containsExactly(List.of(Fault.POISON), List.of(Fault.POISON));
    }

    @Test
    void areSeveralAtOnceWhereSeveralAreNamed() {
        assertThat(first(wanted("lovage.chaos.only", "poison,api-killed"), 1))
                .containsExactly(List.of(Fault.POISON, Fault.API_KILLED));
    }

    @Test
    void areRefusedWithTheirNamesWhereThereIsNone() {
        assertThatThrownBy(() -> wanted("lovage.chaos.only", "rain"))
                .hasMessageContaining("rain")
                .hasMessageContaining("worker-killed");
    }
}
