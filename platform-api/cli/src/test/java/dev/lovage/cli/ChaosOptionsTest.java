package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

class ChaosOptionsTest {
    private static ChaosOptions parsed(String... words) {
        var options = new ChaosOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("chaos", spec(options)))
                .parseArgs(words);
        return options;
    }

    private static CommandLine.Model.CommandSpec spec(ChaosOptions options) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }

    @Test
    void disturbForTenMinutesWhereNothingIsSaid() {
        assertThat(parsed("--chaos").properties(null))
                .contains("-Dlovage.chaos.minutes=10", "-Dlovage.chaos.rate=10")
                .noneMatch(one -> one.contains("seed") || one.contains("only"));
    }

    @Test
    void repeatOneFaultFromItsSeed() {
        assertThat(
                        parsed("--chaos", "--minutes", "2", "--seed", "7", "--rate", "3")
                                .properties("poison"))
                .contains(
                        "-Dlovage.chaos.minutes=2",
                        "-Dlovage.chaos.seed=7",
                        "-Dlovage.chaos.rate=3",
                        "-Dlovage.chaos.only=poison");
    }

    @Test
    void takeSeveralFaultsAtOnce() {
        assertThat(parsed("--chaos").properties("poison,api-killed"))
                .contains("-Dlovage.chaos.only=poison,api-killed");
        assertThatThrownBy(() -> parsed("--chaos").properties("poison,rain"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no fault rain");
    }

    @Test
    void refuseWhatThereIsNot() {
        assertThatThrownBy(() -> parsed("--chaos").properties("rain"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rain")
                .hasMessageContaining("worker-killed");
        assertThatThrownBy(() -> parsed("--minutes", "0").properties(null))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void reachTheTestAsTheyAre() {
        var command = new RunChaos();
        new CommandLine(command).parseArgs("-Dlovage.chaos.minutes=2", "-Dlovage.chaos.seed=7");

        assertThat(command.properties())
                .containsExactly("-Dlovage.chaos.minutes=2", "-Dlovage.chaos.seed=7");
    }
}
